package jdl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The plan of the house: which room may know which. A new arrow is a decision. */
class RoomsTest {

    /** What each room may know beside itself; {@code failure} may be known by all. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("failure", Set.of()),
                    Map.entry("tensor", Set.of()),
                    Map.entry("kernel", Set.of("tensor")),
                    Map.entry("expr", Set.of("tensor", "kernel")),
                    Map.entry("layer", Set.of("tensor", "kernel", "expr", "proto")),
                    // formats that data and snapshots share, and the one way to write a file
                    Map.entry("file", Set.of("tensor")),
                    // data sets and models come from the same servers
                    Map.entry("web", Set.of("file")),
                    Map.entry("data", Set.of("tensor", "file", "web", "layer", "proto")),
                    // old forms end here, so that no other room has to know them
                    Map.entry("upgrade", Set.of("proto")),
                    Map.entry(
                            "net", Set.of("tensor", "kernel", "layer", "expr", "upgrade", "proto")),
                    Map.entry("snapshot", Set.of("tensor", "file", "proto")),
                    Map.entry("solver", Set.of("tensor", "kernel", "net", "snapshot", "proto")),
                    Map.entry("config", Set.of("proto")),
                    Map.entry("zoo", Set.of("file", "web", "config", "proto")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/jdl/proto/"))
                    .importPackages("jdl");

    /** Classes that open files or talk to the net. */
    private static final String FILE_CLASSES =
            "java\\.nio\\.file\\.(Files|FileSystem\\w*|\\w+Stream)"
                    + "|java\\.nio\\.channels\\.\\w*FileChannel"
                    + "|java\\.io\\.(File\\w*|RandomAccessFile)"
                    + "|java\\.util\\.zip\\.ZipFile|java\\.net\\..*";

    @TestFactory
    Stream<DynamicTest> eachRoomKnowsOnlyWhatItMay() {
        return rooms().stream().map(room -> DynamicTest.dynamicTest(room, () -> onlyArrows(room)));
    }

    @Test
    void onlyRoomsOfThePlanAreBuilt() {
        assertThat(ARROWS.keySet()).containsAll(rooms());
        assertThat(rooms()).contains("tensor", "kernel", "layer", "snapshot");
    }

    @Test
    void eachPackageSaysWhatHappensThereAndHasNoNulls() {
        var silent =
                CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(room -> !isMarked(room))
                        .map(JavaPackage::getName)
                        .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void onlyRoomsThatAreForItOpenFiles() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "jdl.file..",
                                        "jdl.web..",
                                        "jdl.data..",
                                        "jdl.snapshot..",
                                        "jdl.zoo..")))
                .should()
                .dependOnClassesThat(
                        describe("open files", type -> type.getFullName().matches(FILE_CLASSES)))
                .check(CLASSES);
    }

    @Test
    void onlyTheVectorKernelsKnowTheVectorModule() {
        noClasses()
                .that(not(resideInAPackage("jdl.kernel.vector..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void onlyTheConfigRoomKnowsYaml() {
        noClasses()
                .that(not(resideInAPackage("jdl.config..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .check(CLASSES);
    }

    @Test
    void onlyTheZooKnowsJson() {
        noClasses()
                .that(not(resideInAnyPackage("jdl.zoo..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void nobodyPrintsOrExitsOrLogs() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void nobodyMakesAClassOfAName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CLASSES);
    }

    @Test
    void whatIsStaticDoesNotChange() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    private static void onlyArrows(String room) {
        var known =
                Stream.concat(
                        ARROWS.getOrDefault(room, Set.of()).stream(), Stream.of(room, "failure"));
        String[] allowed = known.map(name -> "jdl." + name + "..").toArray(String[]::new);
        noClasses()
                .that(resideInAPackage("jdl." + room + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("jdl..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    private static boolean isMarked(JavaPackage room) {
        return room.tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }

    /** The rooms that are there: the names after {@code jdl.} of all packages. */
    private static Set<String> rooms() {
        return CLASSES.stream()
                .map(type -> List.of(type.getPackageName().split("\\.")))
                .filter(names -> names.size() > 1)
                .map(names -> names.get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
