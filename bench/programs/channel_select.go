// The same work as channel_select.vo.
package main

import "fmt"

func send(values chan int, from, count int, done chan bool) {
	for i := 0; i < count; i++ {
		values <- from + i
	}
	done <- true
}

func main() {
	const count = 1000000
	a, b, c := make(chan int), make(chan int), make(chan int, 16)
	done := make(chan bool)
	go send(a, 1, count, done)
	go send(b, 1000, count, done)
	go send(c, 5000, count, done)
	sum, received, ended := 0, 0, 0
	for ended < 3 {
		select {
		case v := <-a:
			sum += v
			received++
		case v := <-b:
			sum += v * 3
			received++
		case v := <-c:
			sum += v * 7
			received++
		case <-done:
			ended++
		}
	}
	for len(c) > 0 {
		sum += <-c * 7
		received++
	}
	fmt.Println(received, sum)
}
