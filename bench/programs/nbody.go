// The same work as nbody.vo.
package main

import (
	"fmt"
	"math"
)

type Body struct {
	x, y, z    float64
	vx, vy, vz float64
	mass       float64
}

func system() []*Body {
	sun := &Body{mass: 39.5}
	inner := &Body{x: 4.8, y: -1.2, z: -0.1, vx: 0.6, vy: 2.8, vz: -0.02, mass: 0.038}
	ringed := &Body{x: 8.3, y: 4.1, z: -0.4, vx: -1.0, vy: 1.8, vz: 0.008, mass: 0.011}
	tilted := &Body{x: 12.9, y: -15.1, z: -0.2, vx: 1.1, vy: 0.9, vz: -0.01, mass: 0.0017}
	outer := &Body{x: 15.4, y: -25.9, z: 0.2, vx: 1.0, vy: 0.6, vz: -0.03, mass: 0.002}
	return []*Body{sun, inner, ringed, tilted, outer}
}

func pull(a, b *Body, dt float64) {
	dx := a.x - b.x
	dy := a.y - b.y
	dz := a.z - b.z
	square := dx*dx + dy*dy + dz*dz
	strength := dt / (square * math.Sqrt(square))
	a.vx -= dx * b.mass * strength
	a.vy -= dy * b.mass * strength
	a.vz -= dz * b.mass * strength
	b.vx += dx * a.mass * strength
	b.vy += dy * a.mass * strength
	b.vz += dz * a.mass * strength
}

func step(bodies []*Body, dt float64) {
	for i := 0; i < len(bodies); i++ {
		for j := i + 1; j < len(bodies); j++ {
			pull(bodies[i], bodies[j], dt)
		}
	}
	for i := 0; i < len(bodies); i++ {
		b := bodies[i]
		b.x += dt * b.vx
		b.y += dt * b.vy
		b.z += dt * b.vz
	}
}

func energy(bodies []*Body) float64 {
	total := 0.0
	for i := 0; i < len(bodies); i++ {
		b := bodies[i]
		total += 0.5 * b.mass * (b.vx*b.vx + b.vy*b.vy + b.vz*b.vz)
		for j := i + 1; j < len(bodies); j++ {
			c := bodies[j]
			dx := b.x - c.x
			dy := b.y - c.y
			dz := b.z - c.z
			total -= b.mass * c.mass / math.Sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return total
}

func main() {
	bodies := system()
	fmt.Println("energy before, in units of 1e-9:", int(energy(bodies)*1e9))
	for i := 0; i < 10000000; i++ {
		step(bodies, 0.01)
	}
	fmt.Println("energy after, in units of 1e-9:", int(energy(bodies)*1e9))
}
