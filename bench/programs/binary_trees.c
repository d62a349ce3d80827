// The same work as binary_trees.vo, with malloc and free.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
  struct Node *left, *right;
} Node;

static Node *build(int64_t depth) {
  Node *node = malloc(sizeof(Node));
  node->left = node->right = NULL;
  if (depth > 0) {
    node->left = build(depth - 1);
    node->right = build(depth - 1);
  }
  return node;
}

static int64_t count(const Node *node) {
  if (node->left == NULL)
    return 1;
  return 1 + count(node->left) + count(node->right);
}

static void destroy(Node *node) {
  if (node->left != NULL) {
    destroy(node->left);
    destroy(node->right);
  }
  free(node);
}

int main(void) {
  int64_t maxDepth = 17;
  Node *longLived = build(maxDepth);
  for (int64_t depth = 4; depth <= maxDepth; depth += 4) {
    int64_t trees = (int64_t)1 << (maxDepth - depth + 4);
    int64_t nodes = 0;
    for (int64_t i = 0; i < trees; i++) {
      Node *tree = build(depth);
      nodes += count(tree);
      destroy(tree);
    }
    printf("%ld trees of depth %ld hold %ld nodes\n", trees, depth, nodes);
  }
  printf("the long-lived tree of depth %ld holds %ld nodes\n", maxDepth,
         count(longLived));
  destroy(longLived);
}
