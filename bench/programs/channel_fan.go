// The same work as channel_fan.vo.
package main

import "fmt"

type Job struct {
	id, from, to int
}

type Result struct {
	id, sum int
}

func worker(jobs chan Job, results chan Result) {
	for job := range jobs {
		sum := 0
		for i := job.from; i < job.to; i++ {
			sum = (sum*31 + i) & 0xffffff
		}
		results <- Result{job.id, sum}
	}
}

func hand(jobs chan Job, count int) {
	for id := 0; id < count; id++ {
		jobs <- Job{id, id & 63, id&63 + 40}
	}
	close(jobs)
}

func main() {
	total := 0
	for round := 0; round < 4; round++ {
		jobs, results := make(chan Job, 64), make(chan Result, 64)
		for i := 0; i < 16; i++ {
			go worker(jobs, results)
		}
		const count = 1000000
		go hand(jobs, count)
		for i := 0; i < count; i++ {
			r := <-results
			total = (total + (r.id ^ r.sum)) & 0xffffffff
		}
	}
	fmt.Println("checksum", total)
}
