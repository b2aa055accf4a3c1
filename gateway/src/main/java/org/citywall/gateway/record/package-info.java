/**
 * The record: every change of every alert in PostgreSQL, for history and audit, and when each fire
 * device was last seen to work. It reads the log from where it stopped, so PostgreSQL may be away
 * for as long as the log is kept.
 */
package org.citywall.gateway.record;
