package orders

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestUnknownFieldsAreRefused(t *testing.T) {
	if _, err := read([]byte(`{"concert":"c1","seats":["1A"],"price":1}`)); err == nil {
		t.Fatal("a customer set the price")
	}
	if _, err := read([]byte(`{"concert":"c1","seats":["1A"]}`)); err != nil {
		t.Fatal(err)
	}
}

func TestQuotesAreData(t *testing.T) {
	if strings.Contains(findOrder, "'") || !strings.Contains(findOrder, "$1") {
		t.Fatal("values do not stand beside the query")
	}
}

func TestOrdersOfOthersAreNotFound(t *testing.T) {
	if !strings.Contains(findOrder, "owner = $2") {
		t.Fatal("an order is found without asking whose it is")
	}
}

// oneBank remembers the keys of what it was asked to charge.
type oneBank struct {
	charged map[string]int
	wait    time.Duration
}

func (b *oneBank) Charge(ctx context.Context, key string, cents int) error {
	select {
	case <-time.After(b.wait):
		b.charged[key] = cents
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestRepeatedPaymentIsOnePayment(t *testing.T) {
	bank := &oneBank{charged: map[string]int{}}
	for range 2 {
		if err := pay(context.Background(), bank, "7", 4200); err != nil {
			t.Fatal(err)
		}
	}
	if len(bank.charged) != 1 {
		t.Fatalf("charged as %v", bank.charged)
	}
}

func TestBankMayBeSlow(t *testing.T) {
	bank := &oneBank{charged: map[string]int{}, wait: time.Minute}
	began := time.Now()
	if err := pay(context.Background(), bank, "7", 4200); err == nil || time.Since(began) > 5*time.Second {
		t.Fatal("a slow bank held us up")
	}
}
