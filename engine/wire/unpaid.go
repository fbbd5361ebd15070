package wire

import (
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

// Passing says whether an error of a call may be gone with the next try, though
// nothing was wrong with the call: nothing answered, the connection broke off,
// or the server has a fault of its own. Who watches a job that a server keeps
// asks again then; it may have been started anew.
func Passing(err error) bool {
	var said *ServerError
	if errors.As(err, &said) {
		return said.Status >= http.StatusInternalServerError
	}
	return unreachable(err) || dialling(err) || brokeOff(err)
}
