// Goroutines and channels, timed: the programs of Goroutines.cpp.
package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

func report(name string, begin time.Time, count int) {
	fmt.Printf("%s %.1f\n", name, float64(time.Since(begin).Nanoseconds())/float64(count))
}

func residentBytes() int {
	text, _ := os.ReadFile("/proc/self/statm")
	pages, _ := strconv.Atoi(strings.Fields(string(text))[1])
	return pages * 4096
}

func echo(questions, answers chan int, rounds int) {
	for i := 0; i < rounds; i++ {
		answers <- <-questions + 1
	}
}

func roundTrips() {
	const rounds = 1000000
	questions, answers := make(chan int), make(chan int)
	go echo(questions, answers, rounds)
	begin := time.Now()
	sum := 0
	for i := 0; i < rounds; i++ {
		questions <- i
		sum += <-answers
	}
	report("round_trip", begin, rounds)
}

func produce(values chan int, count int) {
	for i := 0; i < count; i++ {
		values <- i
	}
	close(values)
}

func buffered() {
	const count = 5000000
	values := make(chan int, 128)
	begin := time.Now()
	go produce(values, count)
	sum := 0
	for value := range values {
		sum += value
	}
	report("buffered", begin, count)
}

func ownBuffer() {
	const rounds, size = 50000, 100
	values := make(chan int, size)
	begin := time.Now()
	for i := 0; i < rounds; i++ {
		for j := 0; j < size; j++ {
			values <- j
		}
		for j := 0; j < size; j++ {
			<-values
		}
	}
	report("buffer", begin, rounds*size)
}

func sendOne(done chan int, value int) {
	done <- value
}

func spawns() {
	const count = 1000000
	done := make(chan int, 1)
	begin := time.Now()
	for i := 0; i < count; i++ {
		go sendOne(done, i)
		<-done
	}
	report("spawn", begin, count)
}

func pick(first, second chan int, rounds int) {
	for i := 0; i < rounds; i++ {
		if i%2 == 0 {
			first <- i
		} else {
			second <- i
		}
	}
}

func selects() {
	const rounds = 1000000
	first, second := make(chan int), make(chan int)
	go pick(first, second, rounds)
	begin := time.Now()
	for i := 0; i < rounds; i++ {
		select {
		case <-first:
		case <-second:
		}
	}
	report("select", begin, rounds)
}

func member(start chan int, rounds int) {
	for i := 0; i < rounds; i++ {
		<-start
	}
}

func parked(count int, name string) {
	rounds := max(2, 200000/count)
	start := make(chan int)
	before := residentBytes()
	begin := time.Now()
	for i := 0; i < count; i++ {
		go member(start, rounds)
	}
	report(name+"_spawn", begin, count)
	fmt.Printf("%s_bytes %.1f\n", name, float64(residentBytes()-before)/float64(count))
	begin = time.Now()
	for i := 0; i < rounds*count; i++ {
		start <- i
	}
	report(name+"_message", begin, rounds*count)
}

func main() {
	programs := []struct {
		name string
		run  func()
	}{
		{"round_trip", roundTrips},
		{"buffered", buffered},
		{"buffer", ownBuffer},
		{"spawn", spawns},
		{"select", selects},
		{"thousand", func() { parked(1000, "thousand") }},
		{"hundred_thousand", func() { parked(100000, "hundred_thousand") }},
		{"million", func() { parked(1000000, "million") }},
	}
	for _, program := range programs {
		if len(os.Args) == 1 || slices.Contains(os.Args[1:], program.name) {
			program.run()
		}
	}
}
