// The same work as event_heap.vo.
package main

import "fmt"

type Event struct {
	time, id int
}

type Heap struct {
	events []Event
}

func (h *Heap) push(e Event) {
	h.events = append(h.events, e)
	i := len(h.events) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if h.events[parent].time <= e.time {
			break
		}
		h.events[i] = h.events[parent]
		i = parent
	}
	h.events[i] = e
}

func (h *Heap) pop() Event {
	first := h.events[0]
	n := len(h.events) - 1
	e := h.events[n]
	h.events = h.events[:n]
	i := 0
	for 2*i+1 < n {
		child := 2*i + 1
		if child+1 < n && h.events[child+1].time < h.events[child].time {
			child++
		}
		if e.time <= h.events[child].time {
			break
		}
		h.events[i] = h.events[child]
		i = child
	}
	if n > 0 {
		h.events[i] = e
	}
	return first
}

func main() {
	heap := &Heap{}
	seed := 1
	for id := 0; id < 100000; id++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		heap.push(Event{time: seed >> 8, id: id})
	}
	checksum := 0
	last := 0
	for i := 0; i < 2000000; i++ {
		e := heap.pop()
		if e.time < last {
			fmt.Println("out of order at", i)
			return
		}
		last = e.time
		checksum = (checksum*31 + e.time) & 0xffffffff
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		heap.push(Event{time: e.time + seed>>8 + 1, id: e.id})
	}
	for len(heap.events) > 0 {
		checksum = (checksum*31 + heap.pop().time) & 0xffffffff
	}
	fmt.Println("last", last, "checksum", checksum)
}
