// The same work as matrix_product.vo.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double **matrix(int64_t n, int64_t seed) {
  double **rows = malloc(n * sizeof(double *));
  for (int64_t i = 0; i < n; i++) {
    double *row = malloc(n * sizeof(double));
    for (int64_t j = 0; j < n; j++)
      row[j] = (double)((i * seed + j * 7) % 11 - 5);
    rows[i] = row;
  }
  return rows;
}

static double **product(double **a, double **b, int64_t n) {
  double **rows = malloc(n * sizeof(double *));
  for (int64_t i = 0; i < n; i++) {
    double *row = calloc(n, sizeof(double));
    for (int64_t k = 0; k < n; k++) {
      double factor = a[i][k];
      const double *other = b[k];
      for (int64_t j = 0; j < n; j++)
        row[j] += factor * other[j];
    }
    rows[i] = row;
  }
  return rows;
}

static void destroy(double **rows, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    free(rows[i]);
  free(rows);
}

int main(void) {
  int64_t n = 500;
  double total = 0.0;
  for (int64_t round = 0; round < 8; round++) {
    double **a = matrix(n, 3 + round);
    double **b = matrix(n, 5);
    double **c = product(a, b, n);
    for (int64_t i = 0; i < n; i++)
      total += c[i][(i * 3) % n];
    destroy(a, n);
    destroy(b, n);
    destroy(c, n);
  }
  printf("sum of chosen entries: %ld\n", (int64_t)total);
}
