package jdl.data.tool;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;

/** A picture of small pictures: some of each class side by side, class below class. */
public final class ContactSheet {

    private static final int COLUMNS = 16;
    private static final int MOST_ROWS = 250;

    /** The side of a small picture, and the room between two. */
    private static final int SIDE = 64;

    private static final int STEP = SIDE + 2;
    private static final int PAPER = 0xffffff;

    private final Source source;
    private final boolean redFirst;
    private final float least;
    private final float most;

    /**
     * @param redFirst whether a picture's first channel is red, and not blue
     */
    public ContactSheet(Source source, Survey survey, boolean redFirst) {
        if (source.columns().get(0).kind() != Column.Kind.PICTURE)
            throw Failure.config("this source has no pictures to show\n    leave out --sheet");
        this.source = source;
        this.redFirst = redFirst;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (ChannelStats channel : survey.channels()) {
            least = Math.min(least, channel.least());
            most = Math.max(most, channel.most());
        }
        this.least = least;
        this.most = most;
    }

    /** Writes a PNG and says how many classes are on it. */
    public int write(Survey survey, Path file) {
        int rows = survey.examples().size() <= 12 ? Survey.EXAMPLES / COLUMNS : 1;
        List<List<Long>> grid = new ArrayList<>();
        int classes = 0;
        for (List<Long> some : survey.examples().values()) {
            if (grid.size() >= MOST_ROWS) break;
            classes++;
            for (int row = 0; row < rows && row * COLUMNS < some.size(); row++)
                grid.add(some.subList(row * COLUMNS, Math.min(some.size(), (row + 1) * COLUMNS)));
        }
        byte[] png = PictureWriter.png(sheet(grid));
        new AtomicFile(new RealDisk(), file).write(png.length, out -> out.write(png));
        return classes;
    }

    private BufferedImage sheet(List<List<Long>> grid) {
        int rows = Math.max(1, grid.size());
        var sheet = new BufferedImage(COLUMNS * STEP, rows * STEP, BufferedImage.TYPE_INT_RGB);
        int[] paper = new int[COLUMNS * STEP * rows * STEP];
        Arrays.fill(paper, PAPER);
        sheet.setRGB(0, 0, COLUMNS * STEP, rows * STEP, paper, 0, COLUMNS * STEP);
        var values = new Values();
        for (int row = 0; row < grid.size(); row++)
            for (int column = 0; column < grid.get(row).size(); column++) {
                source.read(grid.get(row).get(column), 0, values);
                draw(values, sheet, column * STEP + 1, row * STEP + 1);
            }
        return sheet;
    }

    /** Draws a picture as large as fits into its square, in the middle. */
    private void draw(Values picture, BufferedImage sheet, int left, int top) {
        double scale = (double) SIDE / Math.max(picture.height(), picture.width());
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int down = top + (SIDE - height) / 2;
        int right = left + (SIDE - width) / 2;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                var area = Area.of(picture, y, height, x, width);
                int rgb = colour(picture, area, 2) << 16;
                rgb |= colour(picture, area, 1) << 8 | colour(picture, area, 0);
                sheet.setRGB(right + x, down + y, rgb);
            }
    }

    /** What a place of the small picture is the mean of. */
    private record Area(int top, int bottom, int left, int right) {

        static Area of(Values picture, int y, int height, int x, int width) {
            int top = (int) ((long) y * picture.height() / height);
            int bottom = (int) ((long) (y + 1) * picture.height() / height);
            int left = (int) ((long) x * picture.width() / width);
            int right = (int) ((long) (x + 1) * picture.width() / width);
            return new Area(top, Math.max(bottom, top + 1), left, Math.max(right, left + 1));
        }
    }

    /** Blue, green or red of an area, 0 to 255. */
    private int colour(Values picture, Area area, int colour) {
        boolean coloured = picture.channels() >= 3;
        int channel = !coloured ? 0 : redFirst ? 2 - colour : colour;
        double sum = 0;
        for (int row = area.top; row < area.bottom; row++)
            for (int i = area.left; i < area.right; i++) sum += picture.get(channel, row, i);
        double mean = sum / ((area.bottom - area.top) * (area.right - area.left));
        if (!picture.areBytes()) mean = 255 * (mean - least) / Math.max(1e-30, most - least);
        return (int) Math.round(Math.max(0, Math.min(255, mean)));
    }
}
