package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is for one server, and for nobody else's eyes. */
class CredentialsTest {

    private static final URI SERVER = URI.create("https://models.example/v2/");

    @TempDir Path home;

    @Test
    void aServerIsShownWhatItsLineSaysAndNoOtherIs() {
        write("# mine\n\nmodels.example me s3 cret\nLocalHost:5000\ttoken.of=mine  \n");
        assertThat(file().authorization(SERVER)).contains("Basic bWU6czMgY3JldA==");
        assertThat(file().authorization(URI.create("https://models.example:443/x"))).isPresent();
        assertThat(file().authorization(URI.create("http://localhost:5000/")))
                .contains("Bearer token.of=mine");
        for (String other :
                new String[] {
                    "https://models.example:444/",
                    "https://other.models.example/",
                    "https://models.example.org/",
                    "http://localhost/",
                    "https://models/",
                    "https:/x"
                }) assertThat(file().authorization(URI.create(other))).as(other).isEmpty();
    }

    @Test
    void theEnvironmentSpeaksForOneServerAndComesFirst() {
        write("models.example me s3cret\nother.example me 0ther\n");
        var token =
                credentials(Map.of("JDL_ZOO_HOST", "models.example", "JDL_ZOO_TOKEN", "s3cret"));
        assertThat(token.authorization(SERVER)).contains("Bearer s3cret");
        assertThat(token.authorization(URI.create("https://other.example/")))
                .contains("Basic bWU6MHRoZXI=");
        var password =
                credentials(
                        Map.of(
                                "JDL_ZOO_HOST", "models.example:443",
                                "JDL_ZOO_USER", "you",
                                "JDL_ZOO_PASSWORD", "s3cret"));
        assertThat(password.authorization(SERVER)).contains("Basic eW91OnMzY3JldA==");
    }

    @Test
    void aSecretForNobodyInParticularIsRefused() {
        Failure failure = failure(credentials(Map.of("JDL_ZOO_TOKEN", "s3cret")));
        assertThat(failure).hasMessageContaining("set JDL_ZOO_HOST");
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TOKEN USER", "TOKEN PASSWORD", "USER", "PASSWORD", "TOKEN USER PASSWORD"})
    void halfAPasswordOrTooMuchIsRefused(String set) {
        Map<String, String> environment = new java.util.HashMap<>();
        environment.put("JDL_ZOO_HOST", "models.example");
        for (String name : set.split(" ", -1)) environment.put("JDL_ZOO_" + name, "s3cret");
        failure(credentials(environment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void aFileThatOthersCanReachIsRefused(String mode) throws IOException {
        write("models.example me s3cret\n");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));
        Failure failure = failure(file());
        assertThat(failure.kind()).isEqualTo(Kind.PERMISSION);
        assertThat(failure).hasMessageContaining("chmod 600 " + path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "models.example s3cret\u0007",
                "models.example s3crét",
                "models.example a:b s3cret",
                "models.example me s3\u0000cret",
                "models.example me s3cret\nMODELS.example:443 you s3cret"
            })
    void aLineThatIsWrongIsToldButNotShown(String lines) {
        write("\n" + lines + "\n");
        assertThat(failure(file()))
                .hasMessageContaining(path() + ":" + (lines.contains("\n") ? 3 : 2));
    }

    @Test
    void withoutAFileNobodyIsKnown() {
        assertThat(file().authorization(SERVER)).isEmpty();
    }

    @Test
    void theFileLiesInTheFolderForConfigs() {
        write("models.example me s3cret\n");
        Map<String, String> configs = Map.of("XDG_CONFIG_HOME", home.resolve(".config").toString());
        assertThat(Credentials.of(configs, "/nowhere").authorization(SERVER)).isPresent();
    }

    @Test
    void aSecretPrintsAsNothingButItsKind() {
        assertThat(Secret.token("s3cret", "here")).hasToString("a token");
        assertThat(Secret.password("me", "s3cret", "here")).hasToString("a password");
    }

    private static Failure failure(Credentials credentials) {
        var failure = catchThrowableOfType(Failure.class, () -> credentials.authorization(SERVER));
        assertThat(failure).isNotNull();
        assertThat(failure.message()).doesNotContain("s3");
        assertThat(failure.getCause()).isNull();
        return failure;
    }

    private Path path() {
        return home.resolve(".config/jdl/credentials");
    }

    private void write(String text) {
        try {
            Files.createDirectories(home.resolve(".config/jdl"));
            Files.writeString(path(), text);
            Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Credentials file() {
        return credentials(Map.of());
    }

    private Credentials credentials(Map<String, String> environment) {
        return Credentials.of(environment, home.toString());
    }
}
