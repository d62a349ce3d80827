// The same work as event_heap.vo.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int64_t time, id;
} Event;

typedef struct {
  Event *events;
  int64_t length, capacity;
} Heap;

static void push(Heap *h, Event e) {
  if (h->length == h->capacity) {
    h->capacity = h->capacity ? 2 * h->capacity : 4;
    h->events = realloc(h->events, h->capacity * sizeof(Event));
  }
  int64_t i = h->length++;
  while (i > 0) {
    int64_t parent = (i - 1) / 2;
    if (h->events[parent].time <= e.time)
      break;
    h->events[i] = h->events[parent];
    i = parent;
  }
  h->events[i] = e;
}

static Event pop(Heap *h) {
  Event first = h->events[0];
  int64_t n = --h->length;
  Event e = h->events[n];
  int64_t i = 0;
  while (2 * i + 1 < n) {
    int64_t child = 2 * i + 1;
    if (child + 1 < n && h->events[child + 1].time < h->events[child].time)
      child++;
    if (e.time <= h->events[child].time)
      break;
    h->events[i] = h->events[child];
    i = child;
  }
  if (n > 0)
    h->events[i] = e;
  return first;
}

int main(void) {
  Heap heap = {0};
  int64_t seed = 1;
  for (int64_t id = 0; id < 100000; id++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    push(&heap, (Event){seed >> 8, id});
  }
  int64_t checksum = 0, last = 0;
  for (int64_t i = 0; i < 2000000; i++) {
    Event e = pop(&heap);
    if (e.time < last) {
      printf("out of order at %ld\n", i);
      return 0;
    }
    last = e.time;
    checksum = (checksum * 31 + e.time) & 0xffffffff;
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    push(&heap, (Event){e.time + (seed >> 8) + 1, e.id});
  }
  while (heap.length > 0)
    checksum = (checksum * 31 + pop(&heap).time) & 0xffffffff;
  printf("last %ld checksum %ld\n", last, checksum);
}
