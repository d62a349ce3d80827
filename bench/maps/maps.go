// The operations of runtime/map/MapBench.cpp on Go's maps; the same lines of output.
//
//	maps ENTRIES   "<keys> <entries> <operation> <nanoseconds>"
//	maps memory    "memory <entries> map <bytes>"
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

type pair struct{ a, b int64 }
type mixed struct {
	a int64
	s string
}

// keys: pseudo random distinct
func mix(i uint64) int64 {
	i *= 0x9E3779B97F4A7C15
	i ^= i >> 32
	return int64(i)
}

var sink int64

// nanoseconds of all threads, so that other processes disturb little
func processorTime() float64 {
	var use syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
		panic("getrusage")
	}
	return float64(use.Utime.Nano() + use.Stime.Nano())
}

func best(f func() int) float64 {
	bestT := 1e18
	for r := 0; r < 5; r++ {
		t := processorTime()
		n := f()
		d := (processorTime() - t) / float64(n)
		if d < bestT {
			bestT = d
		}
	}
	return bestT
}

func bench[K comparable](name string, n int, key func(int) K) {
	keys := make([]K, n)
	miss := make([]K, n)
	for i := range keys {
		keys[i] = key(i)
		miss[i] = key(i + n)
	}
	// shuffled order
	perm := make([]K, n)
	copy(perm, keys)
	x := uint64(12345)
	for i := n - 1; i > 0; i-- {
		x = x*6364136223846793005 + 1442695040888963407
		j := int((x >> 33) % uint64(i+1))
		perm[i], perm[j] = perm[j], perm[i]
	}
	// so many that no processor learns where they are found
	random := make([]K, max(n, 4096))
	for i := range random {
		random[i] = keys[uint64(mix(uint64(i)*uint64(i)))%uint64(n)]
	}
	rounds := max(1, 1000000/len(random))
	reps := 1000000 / n
	if reps == 0 {
		reps = 1
	}
	m := make(map[K]int64)
	for i, k := range keys {
		m[k] = int64(i)
	}
	show := func(what string, t float64) { fmt.Printf("%s %d %s %.2f\n", name, n, what, t) }
	show("hit", best(func() int {
		s := int64(0)
		for r := 0; r < rounds; r++ {
			for _, k := range random {
				s += m[k]
			}
		}
		sink += s
		return rounds * len(random)
	}))
	show("miss", best(func() int {
		s := int64(0)
		for r := 0; r < reps; r++ {
			for _, k := range miss {
				if _, ok := m[k]; ok {
					s++
				}
			}
		}
		sink += s
		return reps * n
	}))
	show("update", best(func() int {
		for r := 0; r < rounds; r++ {
			for _, k := range random {
				m[k] = int64(r)
			}
		}
		return rounds * len(random)
	}))
	show("insert", best(func() int {
		for r := 0; r < reps; r++ {
			m2 := make(map[K]int64)
			for i, k := range keys {
				m2[k] = int64(i)
			}
			sink += int64(len(m2))
		}
		return reps * n
	}))
	show("presized", best(func() int {
		for r := 0; r < reps; r++ {
			m2 := make(map[K]int64, n)
			for i, k := range keys {
				m2[k] = int64(i)
			}
			sink += int64(len(m2))
		}
		return reps * n
	}))
	show("iterate", best(func() int {
		s := int64(0)
		for r := 0; r < reps; r++ {
			for _, v := range m {
				s += v
			}
		}
		sink += s
		return reps * n
	}))
	show("replace", best(func() int {
		for r := 0; r < reps; r++ {
			for _, k := range perm {
				delete(m, k)
				m[k] = 1
			}
		}
		return reps * n
	}))
	show("drain", best(func() int {
		total := 0
		for r := 0; r < (reps+3)/4; r++ {
			for _, k := range keys {
				m[k] = 1
			}
			for _, k := range perm {
				delete(m, k)
			}
			total += n
		}
		return total
	}))
}

func memory() {
	var a, b runtime.MemStats
	const n = 100000
	for _, size := range []int{0, 1, 4, 8, 9, 16, 100} {
		keep := make([]map[int64]int64, n)
		runtime.GC()
		runtime.ReadMemStats(&a)
		for i := range keep {
			keep[i] = make(map[int64]int64)
			for j := 0; j < size; j++ {
				keep[i][int64(j)] = 1
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&b)
		fmt.Printf("memory %d map %d\n", size, (b.HeapAlloc-a.HeapAlloc)/n)
		runtime.KeepAlive(keep)
	}
}

func main() {
	if os.Args[1] == "memory" {
		memory()
		return
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	bench("int", n, func(i int) int64 { return mix(uint64(i)) })
	bench("string", n, func(i int) string { return "key" + strconv.Itoa(i) })
	bench("pair", n, func(i int) pair { return pair{mix(uint64(i)), int64(i)} })
	bench("mixed", n, func(i int) mixed { return mixed{int64(i), "k" + strconv.Itoa(i)} })
}
