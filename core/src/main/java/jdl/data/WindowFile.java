package jdl.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.WindowDataParameter;

/**
 * Caffe's window file: for each image {@code # index}, its path, channels, height, width and number
 * of windows, then a line for each window: class, overlap with an object, x1, y1, x2, y2. (Caffe:
 * src/caffe/layers/window_data_layer.cpp.)
 *
 * @param objects windows with enough overlap, each of a class from 1
 * @param background windows with little overlap, all of class 0
 */
record WindowFile(List<Window> objects, List<Window> background) {

    private static final int LONGEST = 1 << 30;

    /** Of a whole number: what a window is widened by has to stay a number. */
    private static final int DIGITS = 9;

    /** A part of an image, both corners within it, and the class of what it shows. */
    record Window(Path image, int label, int x1, int y1, int x2, int y2) {}

    /** Reads a file line by line and says on which line it is wrong. */
    private static final class Reader {

        private final Path file;
        private final WindowDataParameter settings;
        private final PicturePaths paths;
        private final String text;
        private final List<Window> objects = new ArrayList<>();
        private final List<Window> background = new ArrayList<>();
        private int at;
        private int lines;

        Reader(Path file, WindowDataParameter settings, String text) {
            this.file = file;
            this.settings = settings;
            this.paths = new PicturePaths(file, settings.getRootFolder());
            this.text = text.stripTrailing();
        }

        WindowFile read() {
            while (at < text.length()) image(line("an image"));
            if (objects.isEmpty() && background.isEmpty()) throw wrong("names no windows");
            return new WindowFile(objects, background);
        }

        private void image(String first) {
            if (first.isEmpty()) return;
            if (!first.startsWith("#")) throw wrong("\"# \" and the number of an image expected");
            Path image = paths.resolve(line("the path of an image"));
            int channels = number("its channels");
            if (channels != 3) throw wrong("images of 3 channels expected, but got " + channels);
            number("its height");
            number("its width");
            int count = number("the number of its windows");
            for (int i = 0; i < count; i++) window(image);
        }

        private String line(String what) {
            if (at >= text.length()) throw wrong(what + " expected, but the file ends");
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end).strip();
            at = end < 0 ? text.length() : end + 1;
            lines++;
            return line;
        }

        private int number(String what) {
            return whole(line(what), what);
        }

        private int whole(String text, String what) {
            try {
                if (text.length() <= DIGITS) return Integer.parseInt(text);
                throw new NumberFormatException();
            } catch (NumberFormatException e) {
                throw wrong(what + " expected, but got \"" + text + "\"");
            }
        }

        private void window(Path image) {
            var words = new StringTokenizer(line("a window"));
            if (words.countTokens() != 6)
                throw wrong("a window expected: class, overlap, x1, y1, x2, y2");
            int label = whole(words.nextToken(), "a class");
            float overlap = overlap(words.nextToken());
            boolean object = overlap >= settings.getFgThreshold();
            if (object && label <= 0)
                throw wrong("a window with an object has a class from 1, but this has " + label);
            var window =
                    new Window(
                            image,
                            object ? label : 0,
                            whole(words.nextToken(), "x1"),
                            whole(words.nextToken(), "y1"),
                            whole(words.nextToken(), "x2"),
                            whole(words.nextToken(), "y2"));
            if (window.x1 < 0 || window.y1 < 0 || window.x2 < window.x1 || window.y2 < window.y1)
                throw wrong("a window from its upper left to its lower right corner expected");
            if (object) objects.add(window);
            else if (overlap < settings.getBgThreshold()) background.add(window);
        }

        private float overlap(String text) {
            try {
                return Float.parseFloat(text);
            } catch (NumberFormatException e) {
                throw wrong("an overlap expected, but got \"" + text + "\"");
            }
        }

        private Failure wrong(String what) {
            return new Failure(Kind.CORRUPT, "%s:%d: %s".formatted(file, Math.max(1, lines), what));
        }
    }

    static WindowFile read(Path file, WindowDataParameter settings) {
        try (var in = DataFile.open(file)) {
            String text = new String(in.rest(LONGEST), StandardCharsets.UTF_8);
            return new Reader(file, settings, text).read();
        }
    }
}
