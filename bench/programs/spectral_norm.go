// The same work as spectral_norm.vo.
package main

import (
	"fmt"
	"math"
)

func entry(row, column int) float64 {
	diagonal := row + column
	return 1.0 / float64(diagonal*(diagonal+1)/2+row+1)
}

func multiply(result, vector []float64) {
	for i := 0; i < len(result); i++ {
		sum := 0.0
		for j := 0; j < len(vector); j++ {
			sum += entry(i, j) * vector[j]
		}
		result[i] = sum
	}
}

func multiplyTransposed(result, vector []float64) {
	for i := 0; i < len(result); i++ {
		sum := 0.0
		for j := 0; j < len(vector); j++ {
			sum += entry(j, i) * vector[j]
		}
		result[i] = sum
	}
}

func main() {
	n := 3000
	u := make([]float64, n)
	v := make([]float64, n)
	between := make([]float64, n)
	for i := 0; i < n; i++ {
		u[i] = 1.0
	}
	for i := 0; i < 10; i++ {
		multiply(between, u)
		multiplyTransposed(v, between)
		multiply(between, v)
		multiplyTransposed(u, between)
	}
	mixed := 0.0
	square := 0.0
	for i := 0; i < n; i++ {
		mixed += u[i] * v[i]
		square += v[i] * v[i]
	}
	fmt.Println("spectral norm, in units of 1e-9:", int(math.Sqrt(mixed/square)*1e9))
}
