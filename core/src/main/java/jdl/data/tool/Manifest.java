package jdl.data.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.data.DataFile;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.Digests;
import jdl.file.FileName;
import jdl.file.RealDisk;
import jdl.file.Trouble;

/**
 * The SHA-256 of files in the form of sha256sum, which checks it too: in each line a digest, two
 * spaces, and a path from the manifest's own folder.
 */
public final class Manifest {

    private static final Pattern LINE = Pattern.compile("(\\\\?)([0-9a-f]{64}) [ *](.+)");
    private static final int LONGEST = 1 << 30;
    private static final int PIECE = 1 << 16;

    private final Path file;
    private final SortedMap<Path, String> digests;

    private Manifest(Path file, SortedMap<Path, String> digests) {
        this.file = plain(file);
        this.digests = digests;
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Of files as they are now; the manifest itself is none of them. */
    public static Manifest of(Path file, Collection<Path> files, Progress progress) {
        List<Path> all = files.stream().filter(f -> !f.equals(plain(file))).toList();
        var digests = new TreeMap<Path, String>();
        Scan.run(
                all.size(),
                progress,
                i -> digest(all.get((int) i)),
                (i, digest) -> digests.put(all.get((int) i), digest));
        return new Manifest(file, digests);
    }

    public static Manifest read(Path file) {
        var digests = new TreeMap<Path, String>();
        String text;
        try (var in = DataFile.open(file)) {
            text = new String(in.rest(LONGEST), StandardCharsets.UTF_8);
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isEmpty()) continue;
            Matcher line = LINE.matcher(lines[i]);
            if (!line.matches())
                throw new Failure(
                        Failure.Kind.CORRUPT,
                        "%s:%d: a SHA-256, two spaces and a path expected".formatted(file, i + 1));
            String path = line.group(1).isEmpty() ? line.group(3) : unescaped(line.group(3));
            digests.put(plain(FileName.folder(file).resolve(path)), line.group(2));
        }
        return new Manifest(file, digests);
    }

    public void write() {
        var text = new StringBuilder();
        digests.forEach(
                (path, digest) -> {
                    String name = name(path);
                    boolean odd = name.contains("\n") || name.contains("\\");
                    text.append(odd ? "\\" : "").append(digest).append("  ");
                    text.append(odd ? escaped(name) : name).append('\n');
                });
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        new AtomicFile(new RealDisk(), file).write(bytes.length, out -> out.write(bytes));
    }

    public int size() {
        return digests.size();
    }

    /** What is told of a file in it: a path from the manifest's folder. */
    private String name(Path path) {
        String separator = path.getFileSystem().getSeparator();
        return FileName.folder(file).relativize(path).toString().replace(separator, "/");
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String name) {
        return Pattern.compile("\\\\(.)")
                .matcher(name)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1).replace("n", "\n")));
    }

    /** The files in it that have changed, or are not there any more. */
    public List<String> changes(Progress progress) {
        List<Path> all = List.copyOf(digests.keySet());
        List<String> changes = new ArrayList<>();
        Scan.run(
                all.size(),
                progress,
                i -> change(all.get((int) i)),
                (i, change) -> {
                    if (!change.isEmpty()) changes.add(change);
                });
        return changes;
    }

    private String change(Path path) {
        if (!Files.exists(path)) return "missing: " + name(path);
        return digest(path).equals(digests.get(path)) ? "" : "changed: " + name(path);
    }

    /** Those of some files that are not in it. */
    public List<String> additions(Collection<Path> files) {
        return files.stream()
                .filter(path -> !digests.containsKey(path) && !path.equals(file))
                .map(path -> "new: " + name(path))
                .toList();
    }

    private static String digest(Path path) {
        var digest = Digests.sha256();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) digest.update(piece, 0, n);
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
