package jdl.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import jdl.failure.Failure;
import jdl.file.SafetensorsFile;
import jdl.file.Trouble;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Group;

/** What a file is, as its first bytes say, and where a file of that kind is of use. */
enum FileKind {
    WEIGHTS("a weights file", "give it to --weights"),
    STATE("a solver state", "give it to --resume"),
    MEAN("a single BlobProto, such as an image mean", "name it as a transform's mean_file"),
    HDF5(
            "an HDF5 file of other things",
            "weights are in a group \"data\", a solver state has \"iter\" and \"history\""),
    NPY("a NumPy array", "give it to --input"),
    LMDB("a data file of an LMDB", "name its folder as a data layer's source"),
    PICTURE("a picture", "name it in a list or a folder of pictures"),
    IDX("an IDX file, as MNIST is in", "name it as idx: in a data layer's source"),
    SAFETENSORS("a safetensors file", "give it to --weights"),
    NPZ("NumPy arrays in one file", "give weights to --weights, data as npz: to a data layer"),
    GZIP("packed with gzip", "unpack it first"),
    ZIP("a zip archive", "unpack it first"),
    WEB_PAGE("a web page", "the download failed; get the file anew"),
    LFS_POINTER("a Git LFS pointer, not the file that it points to", "run git lfs pull"),
    TEXT("a text file", "give a net to --model, a solver to --solver"),
    EMPTY("empty", "the program that wrote it was stopped; take another one"),
    UNKNOWN("nothing that jdl knows", "take another one");

    /** The longest beginning that is looked at. */
    static final int HEAD = 512;

    /** Where in its first page an LMDB says what it is. */
    private static final int LMDB_MAGIC = 16;

    /** Where a zip has the length of the first name in it, and the name. */
    private static final int ZIP_LENGTH = 26;

    private static final int ZIP_NAME = 30;

    private final String words;
    private final String use;

    FileKind(String words, String use) {
        this.words = words;
        this.use = use;
    }

    static FileKind of(byte[] head) {
        if (head.length == 0) return EMPTY;
        if (Hdf5File.starts(head)) return HDF5;
        if (starts(head, "\u0093NUMPY")) return NPY;
        if (latin(head).startsWith("\u00de\u00c0\u00ef\u00be", LMDB_MAGIC)) return LMDB;
        if (starts(head, "\u0089PNG\r\n") || starts(head, "\u00ff\u00d8\u00ff")) return PICTURE;
        if (starts(head, "\0\0\u0008\u0001") || starts(head, "\0\0\u0008\u0003")) return IDX;
        if (SafetensorsFile.begins(head)) return SAFETENSORS;
        if (starts(head, "\u001f\u008b")) return GZIP;
        if (starts(head, "PK\u0003\u0004")) return isNpz(head) ? NPZ : ZIP;
        return isText(head) ? text(head) : message(head);
    }

    static FileKind of(Path file) {
        try (var in = Files.newInputStream(file)) {
            return of(in.readNBytes(HEAD));
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    /** Whether the first file of a zip is an array. */
    private static boolean isNpz(byte[] head) {
        if (head.length < ZIP_NAME) return false;
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getChar(ZIP_LENGTH);
        return latin(head)
                .substring(ZIP_NAME, Math.min(head.length, ZIP_NAME + length))
                .endsWith(".npy");
    }

    /** Whether a file is one of HDF5's, whatever its name is. */
    static boolean isHdf5(Path file) {
        return of(file) == HDF5;
    }

    /** What an HDF5 file is, as the names in it say. */
    static FileKind of(Hdf5Group root) {
        if (root.hasGroup(Hdf5Weights.DATA)) return WEIGHTS;
        return root.has(Hdf5State.ITER) ? STATE : HDF5;
    }

    /** The error of a file of this kind where another kind is wanted. */
    Failure insteadOf(FileKind wanted, Object file) {
        String line = "%s: is %s, not %s%n    %s".formatted(file, words, wanted.words, use);
        return new Failure(Failure.Kind.CORRUPT, line);
    }

    String words() {
        return words;
    }

    private static FileKind text(byte[] head) {
        String text = latin(head).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<")) return WEB_PAGE;
        return text.startsWith("version https://git-lfs") ? LFS_POINTER : TEXT;
    }

    /** Tells messages apart by the type of their first fields. */
    private static FileKind message(byte[] head) {
        try {
            var in = CodedInputStream.newInstance(head);
            int tag = in.readTag();
            if (WireFormat.getTagFieldNumber(tag) == SealedFile.FIELD) {
                in.skipField(tag);
                tag = in.readTag();
            }
            if (is(tag, 1, WireFormat.WIRETYPE_VARINT)) {
                in.skipField(tag);
                return is(in.readTag(), 2, WireFormat.WIRETYPE_VARINT) ? MEAN : STATE;
            }
            if (is(tag, 5, WireFormat.WIRETYPE_LENGTH_DELIMITED)) return MEAN;
            boolean weights = Arrays.asList(1, 2, 100).contains(WireFormat.getTagFieldNumber(tag));
            return weights && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
                    ? WEIGHTS
                    : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static boolean is(int tag, int number, int type) {
        return WireFormat.getTagFieldNumber(tag) == number
                && WireFormat.getTagWireType(tag) == type;
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean control = 0 <= b && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f';
            if (control) return false;
        }
        return true;
    }

    private static boolean starts(byte[] head, String beginning) {
        return latin(head).startsWith(beginning);
    }

    private static String latin(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
