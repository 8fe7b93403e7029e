package jdl.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.Source;
import jdl.data.tool.Conversion;
import jdl.data.tool.Encoding;
import jdl.data.tool.Fit;
import jdl.data.tool.Recipe;
import jdl.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl data convert}: a source becomes a database. */
@Command(
        name = "convert",
        description = {
            "Make a database of a source: LMDB, as Caffe's convert_imageset does, or shards of tar, as"
                    + " WebDataset reads them.",
            ""
        },
        footer = {
            "",
            "OUT is a folder, which is there when it is whole. The names of classes go to its"
                    + " labels.txt.",
            "",
            "Examples:",
            "  jdl data convert folder:photos photos_lmdb --to lmdb --resize 256x256",
            "  jdl data convert images:train.txt train_lmdb --to lmdb --encode jpg --shuffle 1",
            "  jdl data convert folder:photos photos_tar --to tar --shorter 256 --on-bad skip",
            "  jdl data convert csv:people.csv people_lmdb --to lmdb"
        })
final class DataConvertCommand implements Callable<Integer> {

    /** What a database is made as. */
    enum Form {
        LMDB,
        TAR
    }

    private final Console console;

    @Mixin private SourceArgument source = new SourceArgument();

    @Parameters(index = "1", paramLabel = "OUT", description = "The folder to make.")
    private Path out = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "lmdb|tar", description = "What to make.")
    private Form form = Form.LMDB;

    @Option(
            names = "--resize",
            paramLabel = "HxW",
            description = "Bring all pictures to one size, whatever becomes of their proportions.")
    private Optional<String> resize = Optional.empty();

    @Option(
            names = "--shorter",
            paramLabel = "N",
            description = "Give the shorter side of each picture this length.")
    private Optional<String> shorter = Optional.empty();

    @Option(
            names = "--encode",
            paramLabel = "none|png|jpg|keep",
            description =
                    "How pictures are written: plain values (the default of lmdb), PNG, JPEG, or the"
                            + " very files (the default of tar, where there are files and their size"
                            + " stays; else PNG).")
    private Optional<Encoding> encode = Optional.empty();

    @Option(
            names = "--quality",
            paramLabel = "Q",
            description = "The quality of JPEG, 1 to 100; ${DEFAULT-VALUE} by default.",
            defaultValue = "95")
    private int quality = 95;

    @Option(
            names = "--shuffle",
            paramLabel = "SEED",
            arity = "0..1",
            fallbackValue = "1",
            description = "Write the records in an order drawn from a seed; 1 by default.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--shard-mb",
            paramLabel = "N",
            description = "The most megabytes of a shard; ${DEFAULT-VALUE} by default.",
            defaultValue = "256")
    private int shard = 256;

    @Option(
            names = "--on-bad",
            paramLabel = "fail|skip",
            description = "What to do about records that cannot be read; fail by default.",
            defaultValue = "fail")
    private OnBad onBad = OnBad.FAIL;

    @Option(names = "--force", description = "Replace a database that exists.")
    private boolean force;

    /** What is done about a broken record. */
    enum OnBad {
        FAIL,
        SKIP
    }

    DataConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Conversion.check(out, force);
        var opened = source.open(console);
        Encoding encoding = encode.orElseGet(() -> usual(opened.source()));
        var recipe = new Recipe(fit(), encoding, quality, seed, onBad == OnBad.SKIP);
        var conversion = new Conversion(opened.source(), recipe, new ScanBar(console, "converted"));
        if (form == Form.LMDB) conversion.toLmdb(out);
        else conversion.toTar(out, shard * 1_000_000L);
        var skipped = conversion.skipped();
        skipped.forEach(broken -> console.err().println("left out: " + broken));
        console.out()
                .println(
                        "%s: %d records%s"
                                .formatted(
                                        out,
                                        opened.source().size() - skipped.size(),
                                        skipped.isEmpty()
                                                ? ""
                                                : "; %d were left out".formatted(skipped.size())));
        return 0;
    }

    private void check() {
        if (resize.isPresent() && shorter.isPresent())
            throw Failure.config("options --resize and --shorter: give one of them");
        if (quality < 1 || quality > 100)
            throw Failure.config("option --quality: 1 to 100 expected, but got " + quality);
        if (shard < 1)
            throw Failure.config("option --shard-mb: at least 1 expected, but got " + shard);
        if (form == Form.TAR && encode.equals(Optional.of(Encoding.NONE)))
            throw Failure.config(
                    "option --encode none: shards hold picture files\n    take png, jpg or keep");
    }

    private Fit fit() {
        return resize.map(r -> PictureSize.parse("--resize", r).fit())
                .or(() -> shorter.map(s -> Fit.shorter(PictureSize.parse("--shorter", s).height())))
                .orElse(Fit.NONE);
    }

    private Encoding usual(Source source) {
        if (form == Form.LMDB) return Encoding.NONE;
        boolean sizeStays = resize.isEmpty() && shorter.isEmpty();
        return sizeStays && Conversion.canKeep(source) ? Encoding.KEEP : Encoding.PNG;
    }
}
