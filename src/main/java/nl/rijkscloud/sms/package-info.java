/**
 * The texts of messages, the provider that sends them, and its delivery reports. A provider is configuration: this room
 * knows no provider by name. Neither a number nor a text comes into a log. Any thread may call the services.
 */
package nl.rijkscloud.sms;
