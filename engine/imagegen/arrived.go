package imagegen

import (
	"fmt"

	"easel/engine/problem"
	"easel/engine/wire"
)

// Arrived reads a picture that arrived in a file. An error names the file,
// which stays.
func Arrived(file *wire.Spooled) ([]byte, error) {
	if file.Size() > MostPicture {
		return nil, problem.New(problem.Failed, fmt.Sprintf("A picture of %d MiB is more than Easel opens", file.Size()>>20), "It is kept as "+file.Path())
	}
	data, err := file.Bytes()
	if err != nil {
		return nil, problem.Wrap(err, problem.Failed, "A picture that came cannot be read from the disk", "It should be at "+file.Path())
	}
	return data, nil
}
