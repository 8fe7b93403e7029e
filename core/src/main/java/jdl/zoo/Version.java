package jdl.zoo;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.Failure;

/** Numbers with dots between them; 1.10 comes behind 1.9, and 1.0 is 1. */
public record Version(String text) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,3}");

    public Version {
        if (!FORM.matcher(text).matches())
            throw Failure.config(
                    "\"%s\" is no version\n    a version is numbers with dots between them, such as 1.2"
                            .formatted(text));
    }

    @Override
    public int compareTo(Version other) {
        return IntStream.range(0, 4)
                .map(i -> part(text, i).compareTo(part(other.text, i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private static BigInteger part(String text, int place) {
        return Stream.concat(Arrays.stream(text.split("\\.", -1)), Stream.generate(() -> "0"))
                .skip(place)
                .findFirst()
                .map(BigInteger::new)
                .orElse(BigInteger.ZERO);
    }

    @Override
    public String toString() {
        return text;
    }
}
