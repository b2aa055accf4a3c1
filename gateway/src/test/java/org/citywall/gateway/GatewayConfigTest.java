package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.gateway.access.LoginLimits;
import org.citywall.gateway.alertrule.DryRunLimits;
import org.citywall.gateway.charger.ChargerHistoryLimits;
import org.citywall.gateway.downlink.DutyLimits;
import org.citywall.gateway.fire.TestWindowLimits;
import org.citywall.gateway.http.ConnectionGuard;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.charger.ChargerLimits;
import org.citywall.gateway.ingest.gb26875.PanelLimits;
import org.citywall.gateway.ingest.http.HttpIngest;
import org.citywall.gateway.ingest.mqtt.MqttLimits;
import org.citywall.gateway.ingest.quarantine.QuarantineWriter;
import org.citywall.gateway.live.ws.LiveOptions;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.notify.cap.CapOptions;
import org.citywall.gateway.notify.mail.MailOptions;
import org.citywall.gateway.notify.wecomapp.WeComApp;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.photo.PhotoOptions;
import org.citywall.gateway.privacy.PrivacyKeys;
import org.citywall.gateway.slope.HistoryLimits;
import org.citywall.gateway.ticket.TicketLimits;
import org.citywall.gateway.ticketsource.SourceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    private static final String WORD = "a-word-of-the-test";
    private static final String KEY = "a-key-of-the-test-of-32-characters";

    @Test
    void limitsHaveTheDefaultsOfTheirRecords() {
        GatewayLimits limits = config(Map.of()).limits();

        assertThat(limits)
                .isEqualTo(
                        new GatewayLimits(
                                LoginLimits.defaults(),
                                Duration.ofHours(12),
                                Duration.ofSeconds(10),
                                ConnectionGuard.Options.defaults(),
                                HttpIngest.DEFAULT_MAX_BODY_BYTES,
                                RateLimits.Options.defaults(),
                                20_000,
                                MqttLimits.defaults(),
                                PanelLimits.defaults(),
                                ChargerLimits.defaults(),
                                QuarantineWriter.Options.defaults(),
                                DutyLimits.defaults(),
                                TestWindowLimits.defaults(),
                                HistoryLimits.defaults(),
                                ChargerHistoryLimits.defaults(),
                                TicketLimits.defaults(),
                                SourceLimits.defaults(),
                                DryRunLimits.defaults(),
                                NotifyOptions.defaults(),
                                AnswerOptions.defaults(),
                                OnCallOptions.defaults(),
                                ChannelOptions.none(),
                                PhotoOptions.defaults(),
                                LiveOptions.defaults()));
    }

    @Test
    void theEnvironmentSetsThem() {
        GatewayConfig config =
                config(
                        Map.of(
                                "CITYWALL_LOGIN_MAX_FAILURES", "3",
                                "CITYWALL_LOGIN_LOCK_S", "60",
                                "CITYWALL_FORWARDED_FOR", "true",
                                "CITYWALL_DEVICE_EVENTS_PER_S", "5",
                                "CITYWALL_GB26875_SIGNALS_PER_S", "70",
                                "CITYWALL_MQTT_MAX_IN_FLIGHT", "7",
                                "CITYWALL_GB26875_CLOCK_LIMIT_S", "60",
                                "CITYWALL_QUARANTINE_KEEP_DAYS", "2",
                                "CITYWALL_HTTP_BODY_TIMEOUT_MS", "1500",
                                "CITYWALL_SECURE_COOKIE", "true"));
        GatewayLimits limits = config.limits();

        assertThat(limits.login())
                .isEqualTo(
                        new LoginLimits(3, Duration.ofMinutes(1), 50, Duration.ofMinutes(1), true));
        assertThat(limits.rates().perSecondOfDevice()).isEqualTo(5);
        assertThat(limits.mqtt().maxInFlight()).isEqualTo(7);
        assertThat(limits.panels().clockLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limits.panels().perSecond()).isEqualTo(70);
        assertThat(limits.quarantine().keep()).isEqualTo(Duration.ofDays(2));
        assertThat(limits.bodyTimeout()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(config.secureCookie()).isTrue();
    }

    @Test
    void mailAndSmsAreThereWhereTheyAreSetUp(@TempDir Path dir) throws Exception {
        Path smtp = Files.writeString(dir.resolve("smtp"), "duty\n" + WORD + "\n");
        Path sms =
                Files.writeString(
                        dir.resolve("sms.json"), "{\"url\":\"http://sms/?k=" + WORD + "\"}");
        Path app = Files.writeString(dir.resolve("app"), "ww1\n1000002\n" + WORD + "\n");
        GatewayConfig config =
                config(
                        Map.of(
                                "CITYWALL_NOTIFY_SMTP_HOST", "mail.example",
                                "CITYWALL_NOTIFY_SMTP_PORT", "465",
                                "CITYWALL_NOTIFY_SMTP_TLS", "tls",
                                "CITYWALL_NOTIFY_SMTP_FROM", "wall@city.example",
                                "CITYWALL_NOTIFY_SMTP_SECRET_FILE", smtp.toString(),
                                "CITYWALL_NOTIFY_SMS_FILE", sms.toString(),
                                "CITYWALL_NOTIFY_WECOM_APP_FILE", app.toString(),
                                "CITYWALL_NOTIFY_CAP_SENDER", "city.example",
                                "CITYWALL_NOTIFY_CAP_TEST", "true"));
        ChannelOptions channels = config.limits().channels();

        assertThat(channels.mail())
                .isEqualTo(
                        new MailOptions(
                                "mail.example",
                                465,
                                MailOptions.Tls.TLS,
                                "wall@city.example",
                                "duty",
                                WORD,
                                Duration.ofSeconds(20)));
        assertThat(channels.sms()).isNotNull();
        assertThat(channels.weComApp())
                .isEqualTo(new WeComApp("https://qyapi.weixin.qq.com", "ww1", 1_000_002, WORD));
        assertThat(channels.cap()).isEqualTo(new CapOptions("city.example", true));
        assertThat(config.toString()).doesNotContain(WORD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CITYWALL_NOTIFY_SMTP_HOST|mail.example|CITYWALL_NOTIFY_SMTP_FROM must be set where",
                "CITYWALL_NOTIFY_SMTP_TLS|ssl|CITYWALL_NOTIFY_SMTP_TLS must be none, starttls or tls",
                "CITYWALL_NOTIFY_SMTP_FROM|wall|CITYWALL_NOTIFY_SMTP_FROM must be an e-mail address",
                "CITYWALL_NOTIFY_SMS_FILE|/none|CITYWALL_NOTIFY_SMS_FILE cannot be read: /none",
                "CITYWALL_NOTIFY_WECOM_APP_FILE|/none|CITYWALL_NOTIFY_WECOM_APP_FILE cannot be read",
                "CITYWALL_NOTIFY_WECOM_API|https://a/b|CITYWALL_NOTIFY_WECOM_API must be a URL",
                "CITYWALL_NOTIFY_QUIET_HOURS|nachts|CITYWALL_NOTIFY_QUIET_HOURS must be hours like",
                "CITYWALL_NOTIFY_MILD_DIGEST_MIN|-1|CITYWALL_NOTIFY_MILD_DIGEST_MIN must be between",
                "CITYWALL_NOTIFY_CAP_SENDER|a b|CITYWALL_NOTIFY_CAP_SENDER must be 1 to 200",
            })
    void aChannelThatIsSetUpWrongIsAnErrorThatNamesTheVariable(
            String name, String value, String message) {
        Map<String, String> env = new HashMap<>(Map.of("CITYWALL_NOTIFY_SMTP_HOST", ""));
        env.put(name, value);
        if (name.endsWith("TLS") || name.endsWith("FROM")) {
            env.put("CITYWALL_NOTIFY_SMTP_HOST", "mail.example");
            env.putIfAbsent("CITYWALL_NOTIFY_SMTP_FROM", "wall@city.example");
        }
        assertThatThrownBy(() -> config(env))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void missingPasswordOfPostgresIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> GatewayConfig.fromEnv(Map.of(), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CITYWALL_POSTGRES_PASSWORD must be set: it has no default");
        assertThat(config(Map.of()).toString()).doesNotContain(WORD);
    }

    @Test
    void missingOrShortKeyOfPersonalDataIsAnErrorThatNamesIt() {
        assertThatThrownBy(
                        () ->
                                GatewayConfig.fromEnv(
                                        Map.of("CITYWALL_POSTGRES_PASSWORD", WORD),
                                        Clock.systemUTC()))
                .hasMessage("CITYWALL_PRIVACY_KEY must be set: it has no default");
        assertThatThrownBy(() -> config(Map.of("CITYWALL_PRIVACY_KEY", "short")))
                .hasMessageContaining("CITYWALL_PRIVACY_KEY")
                .hasMessageContaining("at least 32 characters");
        assertThat(config(Map.of()).toString()).doesNotContain(KEY);
        assertThat(config(Map.of("CITYWALL_PRIVACY_OLD_KEYS", KEY + "1, " + KEY + "2")).privacy())
                .isEqualTo(new PrivacyKeys(KEY, List.of(KEY + "1", KEY + "2")));
    }

    @Test
    void wrongValueIsNamed() {
        assertThatThrownBy(() -> config(Map.of("CITYWALL_HTTP_PORT", "70000")))
                .hasMessage("CITYWALL_HTTP_PORT must be between 0 and 65535: 70000");
        assertThatThrownBy(() -> config(Map.of("CITYWALL_EVENT_LOOPS", "0")))
                .hasMessage("CITYWALL_EVENT_LOOPS must be between 1 and 64 or auto: 0");
        assertThatThrownBy(() -> config(Map.of("CITYWALL_LIVE_SLOW_MS", "40000")))
                .hasMessage(
                        "CITYWALL_LIVE_SLOW_MS must be less than CITYWALL_LIVE_STUCK_MS:"
                                + " 40000 >= 30000");
    }

    private static GatewayConfig config(Map<String, String> settings) {
        Map<String, String> env = new HashMap<>(settings);
        env.put("CITYWALL_POSTGRES_PASSWORD", WORD);
        env.putIfAbsent("CITYWALL_PRIVACY_KEY", KEY);
        return GatewayConfig.fromEnv(env, Clock.systemUTC());
    }
}
