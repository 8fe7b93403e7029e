package jdl.layer;

/** How many blobs a layer takes or gives, both ends included. */
public record Arity(int min, int max) {

    public static Arity exactly(int count) {
        return new Arity(count, count);
    }

    public static Arity between(int min, int max) {
        return new Arity(min, max);
    }

    public static Arity atLeast(int min) {
        return new Arity(min, Integer.MAX_VALUE);
    }

    public boolean allows(int count) {
        return min <= count && count <= max;
    }

    /** "2", "2 to 3", "at least 1". */
    @Override
    public String toString() {
        if (min == max) return Integer.toString(min);
        return max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
    }
}
