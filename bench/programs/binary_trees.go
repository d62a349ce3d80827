// The same work as binary_trees.vo.
package main

import "fmt"

type Node struct {
	left, right *Node
}

func build(depth int) *Node {
	if depth == 0 {
		return &Node{}
	}
	return &Node{left: build(depth - 1), right: build(depth - 1)}
}

func (n *Node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	maxDepth := 17
	longLived := build(maxDepth)
	for depth := 4; depth <= maxDepth; depth += 4 {
		trees := 1 << (maxDepth - depth + 4)
		nodes := 0
		for i := 0; i < trees; i++ {
			nodes += build(depth).count()
		}
		fmt.Println(trees, "trees of depth", depth, "hold", nodes, "nodes")
	}
	fmt.Println("the long-lived tree of depth", maxDepth, "holds", longLived.count(), "nodes")
}
