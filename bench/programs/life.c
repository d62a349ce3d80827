// The same work as life.vo.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  uint8_t **rows;
  int64_t size, alive;
} Board;

static Board *newBoard(int64_t size) {
  Board *b = calloc(1, sizeof(Board));
  b->size = size;
  b->rows = malloc((size + 2) * sizeof(uint8_t *));
  for (int64_t y = 0; y < size + 2; y++)
    b->rows[y] = calloc(size + 2, 1);
  return b;
}

static void scatter(Board *b, int64_t seed) {
  for (int64_t y = 1; y <= b->size; y++)
    for (int64_t x = 1; x <= b->size; x++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      if ((seed >> 16 & 3) == 0)
        b->rows[y][x] = 1;
    }
}

static uint8_t neighbours(Board *b, int64_t x, int64_t y) {
  return b->rows[y - 1][x - 1] + b->rows[y - 1][x] + b->rows[y - 1][x + 1] +
         b->rows[y][x - 1] + b->rows[y][x + 1] + b->rows[y + 1][x - 1] +
         b->rows[y + 1][x] + b->rows[y + 1][x + 1];
}

static void step(Board *b, Board *next) {
  next->alive = 0;
  for (int64_t y = 1; y <= b->size; y++)
    for (int64_t x = 1; x <= b->size; x++) {
      uint8_t n = neighbours(b, x, y);
      if (n == 3 || (n == 2 && b->rows[y][x] == 1)) {
        next->rows[y][x] = 1;
        next->alive++;
      } else {
        next->rows[y][x] = 0;
      }
    }
}

int main(void) {
  Board *board = newBoard(640), *next = newBoard(640);
  scatter(board, 7);
  int64_t checksum = 0;
  for (int generation = 0; generation < 200; generation++) {
    step(board, next);
    Board *swapped = board;
    board = next;
    next = swapped;
    checksum = (checksum * 31 + board->alive) & 0xffffffff;
  }
  printf("alive %ld checksum %ld\n", board->alive, checksum);
}
