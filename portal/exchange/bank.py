def read_bank_file(*a): raise NotImplementedError
