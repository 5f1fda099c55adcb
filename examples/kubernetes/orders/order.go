// Package orders: an excerpt, to be pointed at by the threat model. It is not built with Palisade.
package orders

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

var errNotFound = errors.New("no such order")

// order is what a customer may send. There is no price and no owner in it: both are ours to know.
type order struct {
	Concert string   `json:"concert"`
	Seats   []string `json:"seats"`
}

// read takes exactly these fields and at most four seats.
func read(body []byte) (order, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	var wanted order
	if err := decoder.Decode(&wanted); err != nil {
		return order{}, err
	}
	if len(wanted.Seats) == 0 || len(wanted.Seats) > 4 {
		return order{}, errors.New("one to four seats")
	}
	return wanted, nil
}

type rows interface {
	QueryRowContext(ctx context.Context, query string, values ...any) *sql.Row
}

const findOrder = "SELECT concert FROM orders WHERE id = $1 AND owner = $2"

// find gives the order of this person, and nothing to anybody else.
func find(ctx context.Context, db rows, id, person string) (string, error) {
	var concert string
	err := db.QueryRowContext(ctx, findOrder, id, person).Scan(&concert)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errNotFound
	}
	return concert, err
}

type bank interface {
	Charge(ctx context.Context, key string, cents int) error
}

// pay charges an order. The key is made from the order, so that a repetition is the same payment.
func pay(ctx context.Context, bank bank, id string, cents int) error {
	ctx, stop := context.WithTimeout(ctx, 2*time.Second)
	defer stop()
	return bank.Charge(ctx, "order-"+id, cents)
}
