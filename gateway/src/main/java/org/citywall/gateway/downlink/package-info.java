/**
 * Orders to devices: taken over REST, kept in PostgreSQL, carried by Kafka to whichever gateway
 * holds the device's connection; duty checks (查岗) and what becomes of them.
 */
package org.citywall.gateway.downlink;
