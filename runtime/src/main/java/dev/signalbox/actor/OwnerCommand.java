package dev.signalbox.actor;

/** To the owner of a context, whoever that is: an entity or the table. */
public sealed interface OwnerCommand extends EntityCommand, SyncCommand permits Watch, SetDeadline {}
