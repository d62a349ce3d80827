// The same work as deferring.vo.
package main

import "fmt"

type Lock struct {
	held, taken int
}

func (l *Lock) lock() {
	l.held++
	l.taken++
}

func (l *Lock) unlock() { l.held-- }

type Account struct {
	lock    Lock
	balance int
}

func (a *Account) add(amount int) int {
	a.lock.lock()
	defer a.lock.unlock()
	a.balance = (a.balance + amount) & 0xffffff
	return a.balance
}

func (a *Account) move(to *Account, amount int) (moved int) {
	a.lock.lock()
	defer a.lock.unlock()
	to.lock.lock()
	defer to.lock.unlock()
	defer func() { moved *= 2 }()
	if a.balance < amount {
		return 0
	}
	a.balance -= amount
	to.balance += amount
	return amount
}

func (a *Account) many(turns int) {
	for i := 0; i < turns; i++ {
		a.lock.lock()
		defer a.lock.unlock()
		a.balance++
	}
}

func main() {
	a, b := &Account{}, &Account{}
	total := 0
	for i := 0; i < 50000000; i++ {
		total = (total + a.add(i&1023)) & 0xffffffff
		if i&3 == 0 {
			total += a.move(b, i&511)
		}
		if i&255 == 0 {
			b.many(16)
		}
	}
	fmt.Println(total, a.balance, b.balance, a.lock.taken, b.lock.taken, a.lock.held, b.lock.held)
}
