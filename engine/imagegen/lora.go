package imagegen

import (
	"fmt"
	"strconv"
	"strings"

	"easel/engine/problem"
)

// LoRA is an addition to a model, with its weight.
type LoRA struct {
	Name   string
	Weight float64
}

// mostWeight is the largest weight of a LoRA, on either side of zero, that can
// be meant.
const mostWeight = 10

// ParseLoRAs reads names with commas between, each with a weight if one is
// wanted: "film grain:0.8, lighthouse". An error is a problem of kind usage.
func ParseLoRAs(text string) ([]LoRA, error) {
	var list []LoRA
	for part := range strings.SplitSeq(text, ",") {
		l := LoRA{Name: strings.TrimSpace(part), Weight: 1}
		if i := strings.LastIndexByte(l.Name, ':'); i >= 0 {
			weight, err := strconv.ParseFloat(strings.TrimSpace(l.Name[i+1:]), 64)
			if err != nil || !(weight >= -mostWeight && weight <= mostWeight) {
				return nil, problem.New(problem.Usage, fmt.Sprintf("%q is no weight of a LoRA", l.Name[i+1:]), "Write it as in film:0.8")
			}
			l.Name, l.Weight = strings.TrimSpace(l.Name[:i]), weight
		}
		if l.Name != "" {
			list = append(list, l)
		}
	}
	return list, nil
}
