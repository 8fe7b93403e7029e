package jdl.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.kernel.KernelProvider;
import jdl.kernel.KernelProviders;
import picocli.CommandLine.Command;

/** {@code jdl version}: what runs here, on what. */
@Command(
        name = "version",
        description = {
            "Tell the versions of jdl and of the JDK, and the kernels that run here.",
            ""
        })
final class VersionCommand implements Callable<Integer> {

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var out = console.out();
        var installed = KernelProviders.installed();
        var runtime = Runtime.getRuntime();
        out.println("jdl " + version());
        out.println(
                "JDK "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch"));
        out.println("kernels " + installed.best().name());
        for (KernelProvider other : installed.all())
            other.whyNot().ifPresent(why -> out.println("    not " + other.name() + ": " + why));
        out.println("cores " + runtime.availableProcessors());
        out.println("memory " + Footprint.size(runtime.maxMemory()) + " at most");
        return 0;
    }

    /** The version in the jar; classes outside of it have none. */
    static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("(unpacked)");
    }
}
