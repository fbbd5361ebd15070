package wire

import (
	"context"
	"errors"
	"net/http"
)

// Unpaid says whether an error of a call means that the server did nothing it
// could charge for: it was never reached, or it turned the call itself down.
// What its safety system refused is not among them, as that may look at what
// was made already; nor is anything that broke off.
func Unpaid(err error) bool {
	var said *ServerError
	if errors.As(err, &said) {
		turnedDown := said.Status >= http.StatusMultipleChoices && said.Status < http.StatusInternalServerError
		return turnedDown && said.Status != http.StatusRequestTimeout && !said.refusal()
	}
	return unreachable(err) || dialling(err)
}

// Passing says whether a call that failed may work a while later: the server is
// away, or has a fault of its own.
func Passing(err error) bool {
	var said *ServerError
	switch {
	case errors.As(err, &said):
		return said.Status >= http.StatusInternalServerError || said.Status == http.StatusTooManyRequests || said.Status == http.StatusRequestTimeout
	case errors.Is(err, errPrivate) || errors.Is(err, context.Canceled):
		return false
	}
	return brokeOff(err) || errors.Is(err, ErrIdle) || errors.Is(err, context.DeadlineExceeded) || unreachable(err) || dialling(err)
}
