// The same work as maze_queue.vo.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int64_t *items, length, capacity, head;
} Queue;

static void put(Queue *q, int64_t item) {
  if (q->length == q->capacity) {
    q->capacity = q->capacity ? 2 * q->capacity : 4;
    q->items = realloc(q->items, q->capacity * sizeof(int64_t));
  }
  q->items[q->length++] = item;
}

typedef struct {
  bool *walls;
  int64_t *distance, width;
} Maze;

static Maze *newMaze(int64_t width, int64_t seed) {
  Maze *m = malloc(sizeof(Maze));
  *m = (Maze){malloc(width * width), malloc(width * width * sizeof(int64_t)),
              width};
  for (int64_t i = 0; i < width * width; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    int64_t x = i % width;
    bool border =
        i < width || i >= width * (width - 1) || x == 0 || x == width - 1;
    m->walls[i] = border || (seed >> 16) % 10 < 3;
    m->distance[i] = -1;
  }
  m->walls[width + 1] = false;
  return m;
}

static void visit(Maze *m, Queue *q, int64_t cell, int64_t distance) {
  if (!m->walls[cell] && m->distance[cell] < 0) {
    m->distance[cell] = distance;
    put(q, cell);
  }
}

static int64_t search(Maze *m, int64_t start, int64_t *sum) {
  Queue q = {0};
  visit(m, &q, start, 0);
  while (q.head != q.length) {
    int64_t cell = q.items[q.head++];
    int64_t next = m->distance[cell] + 1;
    *sum += next - 1;
    visit(m, &q, cell - 1, next);
    visit(m, &q, cell + 1, next);
    visit(m, &q, cell - m->width, next);
    visit(m, &q, cell + m->width, next);
  }
  free(q.items);
  return q.head;
}

int main(void) {
  int64_t cells = 0, sum = 0;
  for (int64_t round = 0; round < 24; round++) {
    Maze *m = newMaze(1000, round);
    cells += search(m, 1001, &sum);
    free(m->walls);
    free(m->distance);
    free(m);
  }
  printf("reached %ld cells, sum of distances %ld\n", cells, sum);
}
