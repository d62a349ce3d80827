// The same work as matrix_product.vo.
package main

import "fmt"

func matrix(n, seed int) [][]float64 {
	rows := make([][]float64, n)
	for i := 0; i < n; i++ {
		row := make([]float64, n)
		for j := 0; j < n; j++ {
			row[j] = float64((i*seed+j*7)%11 - 5)
		}
		rows[i] = row
	}
	return rows
}

func product(a, b [][]float64) [][]float64 {
	n := len(a)
	rows := make([][]float64, n)
	for i := 0; i < n; i++ {
		row := make([]float64, n)
		for k := 0; k < n; k++ {
			factor := a[i][k]
			other := b[k]
			for j := 0; j < n; j++ {
				row[j] += factor * other[j]
			}
		}
		rows[i] = row
	}
	return rows
}

func main() {
	n := 500
	total := 0.0
	for round := 0; round < 8; round++ {
		c := product(matrix(n, 3+round), matrix(n, 5))
		for i := 0; i < n; i++ {
			total += c[i][(i*3)%n]
		}
	}
	fmt.Println("sum of chosen entries:", int(total))
}
