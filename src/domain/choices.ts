/** What can be decided. Apart from the schemas: the threads of the store need the words alone. */
export const CHOICES = ['undecided', 'no', 'yes'] as const;
