// Package config is what a person set, and where: defaults, then the config
// file, then the environment, then flags, each over the one before it. It
// exists so that one table says which settings there are, what they may be and
// what they are for, and so that every setting can tell where it came from.
// engine, tui and the commands may import it; of the engine it imports problem
// alone. Keys and passwords are no settings and never stand in the file.
package config
