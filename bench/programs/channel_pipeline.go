// The same work as channel_pipeline.vo.
package main

import "fmt"

func numbers(out chan int, limit int) {
	for i := 2; i <= limit; i++ {
		out <- i
	}
	close(out)
}

func filter(in, out chan int, prime int) {
	for i := range in {
		if i%prime != 0 {
			out <- i
		}
	}
	close(out)
}

func main() {
	in := make(chan int)
	go numbers(in, 12553)
	count, sum := 0, 0
	for {
		prime, ok := <-in
		if !ok {
			break
		}
		count++
		sum += prime
		out := make(chan int)
		go filter(in, out, prime)
		in = out
	}
	fmt.Println(count, "primes, sum", sum)
}
