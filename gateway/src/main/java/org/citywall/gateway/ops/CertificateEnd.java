package org.citywall.gateway.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.citywall.contracts.names.MetricNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the certificate of the proxy before the web port ends. The gateway itself has no TLS;
 * it is given the public half of the proxy's to read.
 */
public final class CertificateEnd {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateEnd.class);
    private static final long LOOK_EACH_MS = TimeUnit.HOURS.toMillis(1);

    private final Vertx vertx;
    private final String file;
    private volatile double endsAt = Double.NaN;
    private long timer = -1;

    /**
     * Registers the gauge; NaN while nothing could be read.
     *
     * @param file PEM; the first certificate in it counts, which is the leaf. Empty: none
     */
    public CertificateEnd(Vertx vertx, String file, MeterRegistry meters) {
        this.vertx = vertx;
        this.file = file;
        Gauge.builder(MetricNames.CERTIFICATE_EXPIRY, this, end -> end.endsAt)
                .baseUnit("seconds")
                .register(meters);
    }

    /** Begins to look. */
    public void start() {
        if (!file.isEmpty()) {
            timer = vertx.setPeriodic(0, LOOK_EACH_MS, id -> vertx.executeBlocking(this::look));
        }
    }

    /** Stops looking. */
    public void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    private Void look() {
        try {
            endsAt = endOf(Path.of(file));
        } catch (IOException | CertificateException e) {
            // The last known end stays: a file that is being replaced is no news.
            LOG.warn("the certificate {} cannot be read: {}", file, e.toString());
        }
        return null;
    }

    /** Seconds since 1970 at which the first certificate of the file ends. */
    static double endOf(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate leaf =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return leaf.getNotAfter().toInstant().getEpochSecond();
        }
    }
}
