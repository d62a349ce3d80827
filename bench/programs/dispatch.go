// The same work as dispatch.vo.
package main

import "fmt"

type Shape interface {
	area() int
	grow(by int)
}

type Named interface {
	name() int
}

type Square struct{ side int }
type Rectangle struct{ width, height int }
type Circle struct{ radius int }
type Frame struct {
	outer Rectangle
	hole  Square
}

func (s *Square) area() int      { return s.side * s.side }
func (s *Square) grow(by int)    { s.side = (s.side + by) & 255 }
func (r *Rectangle) area() int   { return r.width * r.height }
func (r *Rectangle) grow(by int) { r.width = (r.width + by) & 127 }
func (r *Rectangle) name() int   { return 4 }
func (c *Circle) area() int      { return c.radius * c.radius * 22 / 7 }
func (c *Circle) grow(by int)    { c.radius = (c.radius + by) & 63 }
func (f *Frame) area() int       { return f.outer.area() - f.hole.area() }
func (f *Frame) grow(by int)     { f.outer.grow(by) }
func (f *Frame) name() int       { return 8 }

func kind(s Shape) int {
	switch v := s.(type) {
	case *Square:
		return v.side
	case *Circle:
		return v.radius
	case *Frame:
		return v.hole.side
	}
	return 0
}

func main() {
	shapes := make([]Shape, 0)
	for i := 0; i < 1000; i++ {
		switch i * 7 % 4 {
		case 0:
			shapes = append(shapes, &Square{i % 50})
		case 1:
			shapes = append(shapes, &Rectangle{i % 30, i % 20})
		case 2:
			shapes = append(shapes, &Circle{i % 40})
		default:
			shapes = append(shapes, &Frame{Rectangle{i % 90, 50}, Square{i % 7}})
		}
	}
	total, kinds, names := 0, 0, 0
	for round := 0; round < 200000; round++ {
		for i := round & 1; i < len(shapes); i += 2 {
			s := shapes[i]
			s.grow(round & 3)
			total = (total + s.area()) & 0xffffffff
			if i&7 == 0 {
				kinds = (kinds + kind(s)) & 0xffffffff
			} else if i&7 == 1 {
				if n, ok := s.(Named); ok {
					names += n.name()
				}
			}
		}
	}
	fmt.Println(total, kinds, names)
}
