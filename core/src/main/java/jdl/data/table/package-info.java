/**
 * Tables as text: lines of fields become records of numbers, classes and pictures. ServiceLoader
 * comes in.
 */
@NullMarked
package jdl.data.table;

import org.jspecify.annotations.NullMarked;
