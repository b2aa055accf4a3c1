/** What can be set, declared once with its default. */
package org.citywall.stream.config;
