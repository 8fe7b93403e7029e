package jdl.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;

/** Patience is for those who do something. */
class SendingTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    void aLargeBodyMayTakeLongerThanSilence() {
        Mirror.Answer echo =
                exchange -> Mirror.send(exchange, 201, exchange.getRequestBody().readAllBytes());
        try (Mirror mirror = new Mirror(echo)) {
            var body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(Slow::new), 10);
            Answer answer = web().ask(Ask.of("PUT", mirror.uri()).with(body), 100);
            assertThat(answer.text()).isEqualTo("0123456789");
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        var never = new CountDownLatch(1);
        try (Mirror mirror = new Mirror(exchange -> await(never))) {
            Ask ask = Ask.of("POST", mirror.uri()).with(BodyPublishers.ofString("x"));
            var failure = catchThrowableOfType(Failure.class, () -> web().ask(ask, 100));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            never.countDown();
        }
    }

    @Test
    void aBodyThatBreaksOffIsAFailure() {
        Mirror.Answer echo =
                exchange -> Mirror.send(exchange, 201, exchange.getRequestBody().readAllBytes());
        try (Mirror mirror = new Mirror(echo)) {
            var body = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(Slow::new), 11);
            Ask ask = Ask.of("PUT", mirror.uri()).with(body);
            var failure = catchThrowableOfType(Failure.class, () -> web().ask(ask, 100));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    private static Web web() {
        return new Web(PATIENCE, Access.NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ten digits, one at a time; all together they take longer than there is patience. */
    private static final class Slow extends InputStream {

        private final InputStream digits =
                new ByteArrayInputStream("0123456789".getBytes(US_ASCII));

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int from, int most) {
            try {
                Thread.sleep(80);
                return digits.read(buffer, from, 1);
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new java.io.InterruptedIOException());
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
