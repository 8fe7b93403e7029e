package jdl.kernel;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import jdl.failure.Failure;

/** The makes of kernels on the class path, best first. */
public final class KernelProviders {

    private final List<KernelProvider> providers;

    KernelProviders(Stream<KernelProvider> providers) {
        this.providers =
                providers
                        .sorted(
                                Comparator.comparingInt(KernelProvider::rank)
                                        .reversed()
                                        .thenComparing(KernelProvider::name))
                        .toList();
    }

    public static KernelProviders installed() {
        ClassLoader loader = KernelProvider.class.getClassLoader();
        return new KernelProviders(
                Stream.concat(
                        Stream.of(new PlainKernels.Provider()),
                        ServiceLoader.load(KernelProvider.class, loader).stream()
                                .map(ServiceLoader.Provider::get)));
    }

    public List<KernelProvider> all() {
        return providers;
    }

    public KernelProvider best() {
        return providers.stream()
                .filter(p -> p.whyNot().isEmpty())
                .findFirst()
                .orElseThrow(() -> Failure.config("no kernels can run here: " + reasons()));
    }

    /** The kernels of this name, and no others in their stead. */
    public KernelProvider named(String name) {
        KernelProvider provider =
                providers.stream()
                        .filter(p -> p.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Failure.config(
                                                "unknown kernels \""
                                                        + name
                                                        + "\"\n    known: "
                                                        + names()));
        provider.whyNot()
                .ifPresent(
                        reason -> {
                            throw Failure.config(
                                    "kernels \"" + name + "\" cannot run here: " + reason);
                        });
        return provider;
    }

    private String names() {
        return providers.stream().map(KernelProvider::name).collect(joining(", "));
    }

    private String reasons() {
        return providers.stream()
                .map(p -> p.name() + " (" + p.whyNot().orElse("usable") + ")")
                .collect(joining(", "));
    }
}
