package jdl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Folders of pictures for tests, each pixel drawn from a seed. */
final class Photos {

    private Photos() {}

    /** Three of each of the classes "ant" and "bee", of several sizes; the last is a JPEG. */
    static Path folder(Path folder) throws IOException {
        var random = new Random(1);
        for (String name : new String[] {"ant", "bee"})
            for (int i = 0; i < 3; i++) {
                String kind = i == 2 ? "jpg" : "png";
                Path file = folder.resolve(name).resolve(name + i + "." + kind);
                Files.createDirectories(file.getParent());
                ImageIO.write(picture(random, 20 + i, 30), kind, file.toFile());
            }
        return folder;
    }

    /** What is no picture any more. */
    static Path breakOne(Path folder) throws IOException {
        Path file = folder.resolve("bee/bee1.png");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        return file;
    }

    private static BufferedImage picture(Random random, int height, int width) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) image.setRGB(x, y, random.nextInt(1 << 24));
        return image;
    }
}
