package org.citywall.gateway;

import java.time.Duration;
import java.util.Map;
import org.citywall.gateway.access.LocalAccess;
import org.citywall.gateway.access.LoginLimits;
import org.citywall.gateway.alertrule.DryRunLimits;
import org.citywall.gateway.charger.ChargerHistoryLimits;
import org.citywall.gateway.downlink.DutyLimits;
import org.citywall.gateway.fire.TestWindowLimits;
import org.citywall.gateway.http.ConnectionGuard;
import org.citywall.gateway.ingest.RateLimits;
import org.citywall.gateway.ingest.charger.ChargerLimits;
import org.citywall.gateway.ingest.gb26875.PanelLimits;
import org.citywall.gateway.ingest.mqtt.MqttLimits;
import org.citywall.gateway.ingest.quarantine.QuarantineWriter;
import org.citywall.gateway.live.ws.LiveOptions;
import org.citywall.gateway.notify.NotifyOptions;
import org.citywall.gateway.notify.answer.AnswerOptions;
import org.citywall.gateway.oncall.OnCallOptions;
import org.citywall.gateway.photo.PhotoOptions;
import org.citywall.gateway.slope.HistoryLimits;
import org.citywall.gateway.ticket.TicketLimits;
import org.citywall.gateway.ticketsource.SourceLimits;

/**
 * What people, devices and walls may cost a gateway. Variables, defaults and reasons: {@link
 * LimitSettings}, docs/config.md.
 *
 * @param login when log-ins are refused unseen
 * @param sessionIdle a session that was not used for this long has ended
 * @param bodyTimeout a request's body must be complete by then
 * @param web connections of the web port
 * @param eventsMaxBody longest body of events over HTTP, bytes
 * @param rates events of one credential
 * @param ingestInFlight events of all protocols that may wait for Kafka
 * @param mqtt connections of the MQTT port
 * @param panels connections of the GB/T 26875.3 port
 * @param chargers connections of the chargers' port
 * @param quarantine events of unknown devices
 * @param duty schedules of duty checks
 * @param tests registered tests of fire alarms
 * @param slopes how long the record of slopes is kept
 * @param chargerHistory how long the record of chargers is kept
 * @param tickets orders to departments, and who sees originals of tickets
 * @param ticketSources tickets that come in
 * @param dryRuns trying rules of alerts
 * @param notifications how people are told
 * @param answers how they answer without a log-in
 * @param onCall how it is found who is on call
 * @param channels what the operator set up for that
 * @param photos photos from the site
 * @param live WebSocket sessions
 */
public record GatewayLimits(
        LoginLimits login,
        Duration sessionIdle,
        Duration bodyTimeout,
        ConnectionGuard.Options web,
        int eventsMaxBody,
        RateLimits.Options rates,
        int ingestInFlight,
        MqttLimits mqtt,
        PanelLimits panels,
        ChargerLimits chargers,
        QuarantineWriter.Options quarantine,
        DutyLimits duty,
        TestWindowLimits tests,
        HistoryLimits slopes,
        ChargerHistoryLimits chargerHistory,
        TicketLimits tickets,
        SourceLimits ticketSources,
        DryRunLimits dryRuns,
        NotifyOptions notifications,
        AnswerOptions answers,
        OnCallOptions onCall,
        ChannelOptions channels,
        PhotoOptions photos,
        LiveOptions live) {

    /** Reads {@code CITYWALL_*} variables. */
    static GatewayLimits fromEnv(Map<String, String> env) {
        return new GatewayLimits(
                new LoginLimits(
                        LimitSettings.LOGIN_MAX_FAILURES.in(env),
                        LimitSettings.LOGIN_LOCK.in(env),
                        LimitSettings.LOGIN_MAX_FAILURES_OF_NAME.in(env),
                        LimitSettings.LOGIN_NAME_LOCK.in(env),
                        LimitSettings.FORWARDED_FOR.in(env)),
                LimitSettings.SESSION_IDLE.in(env),
                LimitSettings.BODY_TIMEOUT.in(env),
                new ConnectionGuard.Options(
                        LimitSettings.HTTP_MAX_CONNECTIONS.in(env),
                        LimitSettings.HTTP_HEAD_TIMEOUT.in(env),
                        LimitSettings.HTTP_SILENT_TIMEOUT.in(env),
                        LimitSettings.HTTP_IDLE_TIMEOUT.in(env)),
                LimitSettings.EVENTS_MAX_BODY.in(env),
                new RateLimits.Options(
                        LimitSettings.DEVICE_RATE.in(env), LimitSettings.INTEGRATION_RATE.in(env)),
                LimitSettings.INGEST_IN_FLIGHT.in(env),
                new MqttLimits(
                        LimitSettings.MQTT_MAX_MESSAGE.in(env),
                        LimitSettings.MQTT_CONNECT_TIMEOUT.in(env),
                        LimitSettings.MQTT_IDLE_TIMEOUT.in(env),
                        LimitSettings.MQTT_MAX_CONNECTIONS.in(env),
                        LimitSettings.MQTT_IN_FLIGHT.in(env)),
                new PanelLimits(
                        LimitSettings.GB26875_IDLE.in(env),
                        LimitSettings.GB26875_MAX_CONNECTIONS.in(env),
                        LimitSettings.GB26875_IN_FLIGHT.in(env),
                        LimitSettings.GB26875_RATE.in(env),
                        LimitSettings.GB26875_HALF_FRAME.in(env),
                        LimitSettings.GB26875_CLOCK_LIMIT.in(env)),
                ChargerSettings.limits(env),
                new QuarantineWriter.Options(
                        LimitSettings.QUARANTINE_PER_DEVICE.in(env),
                        LimitSettings.QUARANTINE_KEEP.in(env)),
                new DutyLimits(
                        FireSettings.DUTY_LATE.in(env), FireSettings.DUTY_MAX_SCHEDULES.in(env)),
                FireSettings.tests(env),
                SlopeSettings.history(env),
                ChargerSettings.history(env),
                TicketSettings.limits(env),
                TicketSourceSettings.limits(env),
                AlertRuleSettings.limits(env),
                NotifySettings.options(env, OnCallSettings.options(env).zone()),
                NotifySettings.answers(env),
                OnCallSettings.options(env),
                ChannelSettings.options(env),
                PhotoSettings.options(env),
                live(env));
    }

    /** How sessions live. */
    LocalAccess.Options access(boolean secureCookie) {
        return new LocalAccess.Options(
                sessionIdle, LocalAccess.Options.defaults().flushInterval(), secureCookie);
    }

    private static LiveOptions live(Map<String, String> env) {
        LiveOptions defaults = LiveOptions.defaults();
        Duration slow = LiveSettings.SLOW.in(env);
        Duration stuck = LiveSettings.STUCK.in(env);
        if (slow.compareTo(stuck) >= 0) {
            throw new IllegalArgumentException(
                    "%s must be less than %s: %d >= %d"
                            .formatted(
                                    LiveSettings.SLOW.name(),
                                    LiveSettings.STUCK.name(),
                                    slow.toMillis(),
                                    stuck.toMillis()));
        }
        return new LiveOptions(
                defaults.beatMs(),
                LiveSettings.CONFLATE.in(env).toMillis(),
                LiveSettings.AUTH.in(env).toMillis(),
                defaults.pingMs(),
                LiveSettings.RECHECK.in(env).toMillis(),
                slow.toMillis(),
                stuck.toMillis(),
                LiveSettings.OUTBOX_ITEMS.in(env),
                LiveSettings.MAX_SESSIONS.in(env),
                LiveSettings.MESSAGE_BURST.in(env),
                LiveSettings.MESSAGES_PER_SECOND.in(env),
                LiveSettings.CANARY_STALE.in(env).toMillis());
    }
}
