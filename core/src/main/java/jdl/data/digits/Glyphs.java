package jdl.data.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import jdl.tensor.Dice;

/** The ways in which each digit is written, as {@code glyphs.txt} lists them. */
record Glyphs(List<List<List<Stroke>>> ways) {

    /** What the pen writes without being lifted: the points it goes through, in a square of 100. */
    record Stroke(List<Point> points) {}

    static Glyphs load() {
        List<List<List<Stroke>>> ways = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) ways.add(new ArrayList<>());
        try (InputStream in = Glyphs.class.getResourceAsStream("glyphs.txt")) {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    Objects.requireNonNull(in), StandardCharsets.UTF_8));
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, ways));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Glyphs(ways);
    }

    /** One of the ways to write a digit; a frequent one more often. */
    List<Stroke> pick(int digit, Dice dice) {
        var choice = ways.get(digit);
        return choice.get(dice.nextInt(choice.size()));
    }

    private static void add(String line, List<List<List<Stroke>>> ways) {
        String[] parts = line.split(" +", 3);
        List<Stroke> strokes =
                Arrays.stream(parts[2].split("\\|", -1)).map(Glyphs::stroke).toList();
        for (int i = 0; i < Integer.parseInt(parts[1]); i++)
            ways.get(Integer.parseInt(parts[0])).add(strokes);
    }

    private static Stroke stroke(String text) {
        return new Stroke(Arrays.stream(text.strip().split(" +", 0)).map(Glyphs::point).toList());
    }

    private static Point point(String text) {
        int comma = text.indexOf(',');
        return new Point(
                Integer.parseInt(text.substring(0, comma)),
                Integer.parseInt(text.substring(comma + 1)));
    }
}
