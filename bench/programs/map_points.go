// The same work as map_points.vo.
package main

import "fmt"

type Point struct {
	x, y int
}

type Visit struct {
	count, last int
}

func walk(steps, seed int) map[Point]Visit {
	visits := make(map[Point]Visit)
	at := Point{}
	for i := 0; i < steps; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		switch seed >> 16 & 3 {
		case 0:
			at.x++
		case 1:
			at.x--
		case 2:
			at.y++
		default:
			at.y--
		}
		v := visits[at]
		visits[at] = Visit{v.count + 1, i}
	}
	return visits
}

func main() {
	for round := 1; round <= 8; round++ {
		visits := walk(1000000, round)
		most, latest := 0, 0
		for at, v := range visits {
			if v.count > most {
				most = v.count
			}
			latest = (latest + at.x*31 + at.y + v.last) & 0xffffffff
		}
		fmt.Println(len(visits), "places, most", most, "checksum", latest)
	}
}
