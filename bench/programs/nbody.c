// The same work as nbody.vo.
#include <math.h>
#include <stdint.h>
#include <stdio.h>

typedef struct {
  double x, y, z;
  double vx, vy, vz;
  double mass;
} Body;

enum { COUNT = 5 };

static Body sun = {.mass = 39.5};
static Body inner = {4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.038};
static Body ringed = {8.3, 4.1, -0.4, -1.0, 1.8, 0.008, 0.011};
static Body tilted = {12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.0017};
static Body outer = {15.4, -25.9, 0.2, 1.0, 0.6, -0.03, 0.002};

static void pull(Body *a, Body *b, double dt) {
  double dx = a->x - b->x;
  double dy = a->y - b->y;
  double dz = a->z - b->z;
  double square = dx * dx + dy * dy + dz * dz;
  double strength = dt / (square * sqrt(square));
  a->vx -= dx * b->mass * strength;
  a->vy -= dy * b->mass * strength;
  a->vz -= dz * b->mass * strength;
  b->vx += dx * a->mass * strength;
  b->vy += dy * a->mass * strength;
  b->vz += dz * a->mass * strength;
}

static void step(Body **bodies, double dt) {
  for (int64_t i = 0; i < COUNT; i++)
    for (int64_t j = i + 1; j < COUNT; j++)
      pull(bodies[i], bodies[j], dt);
  for (int64_t i = 0; i < COUNT; i++) {
    Body *b = bodies[i];
    b->x += dt * b->vx;
    b->y += dt * b->vy;
    b->z += dt * b->vz;
  }
}

static double energy(Body **bodies) {
  double total = 0.0;
  for (int64_t i = 0; i < COUNT; i++) {
    Body *b = bodies[i];
    total += 0.5 * b->mass * (b->vx * b->vx + b->vy * b->vy + b->vz * b->vz);
    for (int64_t j = i + 1; j < COUNT; j++) {
      Body *c = bodies[j];
      double dx = b->x - c->x;
      double dy = b->y - c->y;
      double dz = b->z - c->z;
      total -= b->mass * c->mass / sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return total;
}

int main(void) {
  Body *bodies[COUNT] = {&sun, &inner, &ringed, &tilted, &outer};
  printf("energy before, in units of 1e-9: %ld\n",
         (int64_t)(energy(bodies) * 1e9));
  for (int64_t i = 0; i < 10000000; i++)
    step(bodies, 0.01);
  printf("energy after, in units of 1e-9: %ld\n",
         (int64_t)(energy(bodies) * 1e9));
}
