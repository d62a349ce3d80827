// The same work as spectral_norm.vo.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static double entry(int64_t row, int64_t column) {
  int64_t diagonal = row + column;
  return 1.0 / (double)(diagonal * (diagonal + 1) / 2 + row + 1);
}

static void multiply(double *result, const double *vector, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double sum = 0.0;
    for (int64_t j = 0; j < n; j++)
      sum += entry(i, j) * vector[j];
    result[i] = sum;
  }
}

static void multiplyTransposed(double *result, const double *vector,
                               int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double sum = 0.0;
    for (int64_t j = 0; j < n; j++)
      sum += entry(j, i) * vector[j];
    result[i] = sum;
  }
}

int main(void) {
  int64_t n = 3000;
  double *u = malloc(n * sizeof(double));
  double *v = malloc(n * sizeof(double));
  double *between = malloc(n * sizeof(double));
  for (int64_t i = 0; i < n; i++)
    u[i] = 1.0;
  for (int64_t i = 0; i < 10; i++) {
    multiply(between, u, n);
    multiplyTransposed(v, between, n);
    multiply(between, v, n);
    multiplyTransposed(u, between, n);
  }
  double mixed = 0.0, square = 0.0;
  for (int64_t i = 0; i < n; i++) {
    mixed += u[i] * v[i];
    square += v[i] * v[i];
  }
  printf("spectral norm, in units of 1e-9: %ld\n",
         (int64_t)(sqrt(mixed / square) * 1e9));
}
