package jdl.layer;

import jdl.tensor.Tensor;

/**
 * Indices written as floats.
 *
 * @param count indices are 0 … count - 1
 * @param of what they count, for a person to read
 */
public record Indices(int count, String of) {

    /** The index at a place; {@link RowFailure} if it points at nothing. */
    public int at(Tensor indices, int place) {
        float value = indices.get(place);
        int index = (int) value;
        if (value > -1 && index >= 0 && index < count) return index;
        throw new RowFailure(
                place,
                "index "
                        + (index == value ? Integer.toString(index) : Float.toString(value))
                        + " at place "
                        + place
                        + " is none of the "
                        + count
                        + " "
                        + of
                        + ", counted from 0; mend the data");
    }
}
