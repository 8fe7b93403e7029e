package jdl.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The body of a request on its way, which notes when it last moved: a large one takes its time. */
final class Sending implements BodyPublisher {

    private final BodyPublisher body;
    private volatile long lastSign = System.nanoTime();

    Sending(BodyPublisher body) {
        this.body = body;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> receiver) {
        body.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        receiver.onSubscribe(subscription);
                    }

                    @Override
                    public void onNext(ByteBuffer part) {
                        lastSign = System.nanoTime();
                        receiver.onNext(part);
                    }

                    @Override
                    public void onError(Throwable trouble) {
                        receiver.onError(trouble);
                    }

                    @Override
                    public void onComplete() {
                        receiver.onComplete();
                    }
                });
    }

    /** The head of the answer, which is given up when nothing has moved for too long. */
    HttpResponse<InputStream> answer(
            CompletableFuture<HttpResponse<InputStream>> answer, Duration patience)
            throws IOException, InterruptedException {
        try {
            for (long left = left(patience); left > 0; left = left(patience)) {
                try {
                    return answer.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // the body may have moved in the meantime
                }
            }
            throw new HttpTimeoutException("no answer");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private long left(Duration patience) {
        return lastSign + patience.toNanos() - System.nanoTime();
    }
}
