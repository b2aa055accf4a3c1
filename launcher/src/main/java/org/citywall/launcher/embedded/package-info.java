/**
 * The real Kafka, Redis, PostgreSQL and Flink, in this JVM or as its child processes, for the demo,
 * for contributors and for the acceptance tests. Everything binds to loopback, keeps its state
 * under one data directory, and survives a kill -9 of itself or of the launcher.
 *
 * <p>A start is: take {@link org.citywall.launcher.embedded.DataLock}, reap what {@link
 * org.citywall.launcher.embedded.Children} recorded, check {@link
 * org.citywall.launcher.embedded.Ports}, then start the parts side by side.
 */
package org.citywall.launcher.embedded;
